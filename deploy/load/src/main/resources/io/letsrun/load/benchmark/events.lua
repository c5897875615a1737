-- Further argument: an access token.
local headers

function prepare(args)
  headers = { ["Authorization"] = "Bearer " .. args[3] }
end

function request()
  return wrk.format("GET", nil, headers)
end
