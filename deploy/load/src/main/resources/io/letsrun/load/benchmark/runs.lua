-- Further argument: a file of access tokens, one a line.
local tokens = {}

function prepare(args)
  for token in io.lines(args[3]) do
    tokens[#tokens + 1] = "Bearer " .. token
  end
end

function request()
  count = count + 1
  local body = string.format(
    '{"clientRunId":"b-%s-%d","version":1,"startedAt":"2026-0%d-%02dT%02d:%02d:%02d+02:00","timeZone":"Europe/Berlin",'
      .. '"distanceMeters":%d.%d,"elapsedSeconds":%d,"elevationGainMeters":52.5,"averageHeartRateBpm":151}',
    seed, count, math.random(1, 6), math.random(1, 28), math.random(0, 23), math.random(0, 59), math.random(0, 59),
    math.random(1000, 20000), math.random(1, 9), math.random(3000, 9000))
  return wrk.format("POST", nil, {
    ["Content-Type"] = "application/json",
    ["Authorization"] = tokens[count % #tokens + 1],
  }, body)
end
