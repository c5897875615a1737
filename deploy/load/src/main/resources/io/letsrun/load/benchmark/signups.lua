function prepare() end

function request()
  count = count + 1
  local body = string.format(
    '{"email":"b-%s-%d@load.example","firstName":"Ada","lastName":"Load","birthYear":1990,"city":"Lagos","country":"NG"}',
    seed, count)
  return wrk.format("POST", nil, {
    ["Content-Type"] = "application/json",
    ["Idempotency-Key"] = "benchmark-signup-" .. seed .. "-" .. count,
  }, body)
end
