-- Further arguments: a file with a user id, an access token and an entity tag (or nothing) on each line, with tabs between them;
-- a path, in which USER stands for the id. The two threads have different users, and take them in turn.
local users = {}
local path

function prepare(args)
  path = args[4]
  local line = 0
  for text in io.lines(args[3]) do
    line = line + 1
    if line % 2 == number then
      local id, token, tag = text:match("([^\t]*)\t([^\t]*)\t([^\t]*)")
      local headers = { ["Authorization"] = "Bearer " .. token }
      if tag ~= "" then
        headers["If-None-Match"] = tag
      end
      users[#users + 1] = { id, headers }
    end
  end
end

function request()
  count = count + 1
  local user = users[count % #users + 1]
  return wrk.format("GET", path:gsub("USER", user[1]), user[2])
end
