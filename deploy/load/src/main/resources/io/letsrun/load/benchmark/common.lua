-- Arguments: mean pause between requests in ms (0: none), a seed, then what the script needs.
-- Every thread gets a number, so that no two of them send the same thing.
local threads = 0

function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

function init(args)
  pause = tonumber(args[1])
  seed = args[2] .. "-" .. number
  count = 0
  math.randomseed(number + tonumber(args[2]))
  prepare(args)
  if pause == 0 then
    delay = nil
  end
end

-- Exponential pauses: requests arrive at random, as those of strangers do.
function delay()
  return math.floor(-math.log(1 - math.random()) * pause)
end

function done(summary, latency)
  local e = summary.errors
  io.write(string.format(
    '{"requests":%d,"refused":%d,"failed":%d,"seconds":%.3f,"p50Millis":%.3f,"p99Millis":%.3f}\n',
    summary.requests, e.status, e.connect + e.read + e.write + e.timeout,
    summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3))
end
