'use strict';
// Comforts only: every page works without this file.

// A page that updates by itself must not look fresh when it is not.
{
  let lost = false;
  const notice = () => document.getElementById('stale');
  const lose = () => {
    if (!lost && notice()) {
      lost = true;
      notice().textContent = 'The console does not answer. What you see is from '
        + new Date().toLocaleTimeString() + '; trying again.';
      notice().hidden = false;
    }
  };
  document.addEventListener('htmx:sendError', lose);
  document.addEventListener('htmx:timeout', lose);
  document.addEventListener('htmx:responseError', lose);
  document.addEventListener('htmx:afterOnLoad', () => {
    if (lost && notice()) {
      lost = false;
      notice().hidden = true;
    }
  });
}

// "All on this page" ticks every row.
document.addEventListener('change', event => {
  if (event.target.matches('[data-ticks-all]')) {
    event.target.form.querySelectorAll('input[name=letters]').forEach(box => { box.checked = event.target.checked; });
  }
});

// "/" goes to the search field.
document.addEventListener('keydown', event => {
  const field = document.querySelector('[data-search]');
  if (event.key === '/' && field && !event.ctrlKey && !event.metaKey && !event.altKey
      && !event.target.matches('input, select, textarea')) {
    event.preventDefault();
    field.focus();
    field.select();
  }
});
