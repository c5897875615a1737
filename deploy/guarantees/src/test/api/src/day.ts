// A phone's day with the client generated from the OpenAPI document. Each answer is checked against the document; a fault ends it with 1.
//   node build/day.js GATEWAY DOCUMENT        the day
//   node build/day.js GATEWAY DOCUMENT away   what is told while the broker is away; needs TOKEN
import { randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";
import createClient, { type Middleware } from "openapi-fetch";
import type { paths } from "../generated/api.js";
import { Document } from "./document.js";

const [gateway, file, scene] = process.argv.slice(2);
if (gateway === undefined || file === undefined) {
  throw new Error("usage: day.js GATEWAY DOCUMENT [away]");
}

const document = new Document(file);
const faults: string[] = [];

function expect(what: string, ok: boolean): void {
  if (!ok) {
    faults.push(`${what}: not so`);
  }
}

async function check(method: string, path: string, response: Response): Promise<Response> {
  const body = await response.clone().text();
  faults.push(...document.faults({ method, path, status: response.status, headers: response.headers, body }));
  return response;
}

const checked: Middleware = {
  onResponse: async ({ request, schemaPath, response }) => {
    await check(request.method, schemaPath, response);
  },
};

const client = createClient<paths>({ baseUrl: gateway });
client.use(checked);

interface Raw {
  /** What the document calls it; the path itself by default. */
  as?: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
}

/** A request that no generated client would send. */
async function raw(method: string, path: string, expected: number, { as, headers, body }: Raw = {}): Promise<Response> {
  const template = as ?? path.split("?")[0]!;
  const response = await fetch(`${gateway}${path}`, { method, headers: headers ?? {}, body: (body ?? null) as BodyInit | null });
  expect(`${method} ${path} is answered ${expected}, was ${response.status}`, response.status === expected);
  return check(method, template, response);
}

async function until<T>(what: string, ask: () => Promise<T | undefined>): Promise<T> {
  for (const end = Date.now() + 60_000; Date.now() < end; ) {
    const answer = await ask();
    if (answer !== undefined) {
      return answer;
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`${what} did not come within a minute`);
}

const JSON_TYPE = { "Content-Type": "application/json" };
const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
const email = () => `phone-${randomUUID()}@example.org`;

async function signUp() {
  const body = { email: email(), firstName: "Ada", lastName: "Nwosu", birthYear: 1990, city: "Lagos", country: "NG" };
  const header = { "Idempotency-Key": randomUUID() };
  const first = await client.POST("/v1/signups", { body, params: { header } });
  const again = await client.POST("/v1/signups", { body, params: { header } });
  expect("the same signup gives the same user", first.data?.userId === again.data?.userId);
  const other = await client.POST("/v1/signups", { body: { ...body, firstName: "Eve" }, params: { header } });
  expect("another body with the same key is refused", other.response.status === 422);
  const { userId, accessToken } = first.data!;
  const headers = bearer(accessToken);
  await until("the account", async () => {
    const { data } = await client.GET("/v1/signups/{userId}", { params: { path: { userId } }, headers });
    return data?.status === "active" ? data : undefined;
  });
  const taken = await until("409 for a taken address", async () => {
    const { response } = await client.POST("/v1/signups", { body: { ...body, lastName: "Other" } });
    return response.status === 409 ? response : undefined;
  });
  expect("the address is taken", taken.status === 409);
  return { userId, headers };
}

async function refusedSignups(): Promise<void> {
  const body = JSON.stringify({ email: email(), firstName: "Ada", lastName: "Nwosu" });
  await raw("POST", "/v1/signups", 400, { headers: JSON_TYPE, body: "{" });
  await raw("POST", "/v1/signups", 400, { headers: { ...JSON_TYPE, "Content-Encoding": "gzip" }, body });
  await raw("POST", "/v1/signups", 406, { headers: { ...JSON_TYPE, Accept: "text/csv" }, body });
  await raw("POST", "/v1/signups", 406, { headers: { ...JSON_TYPE, Accept: "v=3.0" }, body });
  await raw("POST", "/v1/signups", 413, { headers: JSON_TYPE, body: " ".repeat(70_000) });
  await raw("POST", "/v1/signups", 415, { headers: { "Content-Type": "text/plain" }, body });
  await raw("POST", "/v1/signups", 415, { headers: { ...JSON_TYPE, "Content-Encoding": "br" }, body });
  await raw("POST", "/v1/signups", 422, { headers: JSON_TYPE, body: '{"email":"nobody","firstName":"","birthYear":1066}' });
  await raw("POST", "/v1/signups", 422, { headers: { ...JSON_TYPE, "Idempotency-Key": "short" }, body });
  await raw("POST", "/v1/signups", 202, { headers: { ...JSON_TYPE, "Content-Encoding": "gzip" }, body: gzipSync(body) });
  const somebody = "/v1/signups/019b76da-a800-7000-8000-000000000000";
  await raw("GET", somebody, 401, { as: "/v1/signups/{userId}" });
}

async function runs(headers: Record<string, string>): Promise<void> {
  const hours = (n: number) => new Date(Date.now() - n * 3_600_000).toISOString().replace(/\.\d+Z/, "Z");
  const run = { clientRunId: "morning", startedAt: hours(30), distanceMeters: 5012.345, elapsedSeconds: 1500 };
  const sent = await client.POST("/v1/runs", { body: run, headers });
  const corrected = await client.POST("/v1/runs", { body: { ...run, version: 2, distanceMeters: 5100 }, headers });
  expect("a correction keeps the run's id", sent.data?.runId === corrected.data?.runId);
  const lenient = { ...run, clientRunId: "odd", startedAt: hours(28), timeZone: "Mars/Olympus", averageHeartRateBpm: 0 };
  const odd = await client.POST("/v1/runs", { body: lenient, headers });
  expect("what cannot be used is named", odd.data?.dropped?.length === 2);

  const many = Array.from({ length: 3 }, (unused, n) => ({ ...run, clientRunId: `batch-${n}`, startedAt: hours(10 - n) }));
  const all = await client.POST("/v1/runs/batch", { body: { runs: many }, headers });
  expect("a whole batch is accepted", all.response.status === 202);
  const some = await client.POST("/v1/runs/batch", { body: { runs: [...many, { ...run, elapsedSeconds: 1 }] }, headers });
  expect("a batch with one refused run is answered 207", some.response.status === 207);

  const page = await until("the runs", async () => {
    const { data: whole } = await client.GET("/v1/runs", { headers });
    const { data, response } = await client.GET("/v1/runs", { params: { query: { limit: 2 } }, headers });
    return whole?.runs.length === 5 ? { data, response } : undefined;
  });
  const next = /<([^>]+)>; rel="next"/.exec(page.response.headers.get("Link") ?? "")?.[1];
  expect("there is a next page", next !== undefined);
  await raw("GET", next ?? "/v1/runs", 200, { headers, as: "/v1/runs" });

  const runId = sent.data!.runId;
  const removed = await client.DELETE("/v1/runs/{runId}", { params: { path: { runId }, query: { version: 2 } }, headers });
  expect("a run is deleted", removed.response.status === 202);
  await until("the deletion", async () => {
    const { data } = await client.GET("/v1/runs", { headers });
    return data?.runs.length === 4 ? data : undefined;
  });
}

async function refusedRuns(headers: Record<string, string>): Promise<void> {
  const json = { ...headers, ...JSON_TYPE };
  const one = "/v1/runs/{runId}";
  for (const path of ["/v1/runs", "/v1/runs/batch"]) {
    await raw("POST", path, 400, { headers: json, body: "[" });
    await raw("POST", path, 401, { headers: JSON_TYPE, body: "{}" });
    await raw("POST", path, 401, { headers: { ...JSON_TYPE, ...bearer("forged") }, body: "{}" });
    await raw("POST", path, 406, { headers: { ...json, Accept: "image/png" }, body: "{}" });
    await raw("POST", path, 413, { headers: json, body: " ".repeat(1_200_000) });
    await raw("POST", path, 415, { headers: { ...headers, "Content-Type": "text/csv" }, body: "{}" });
    await raw("POST", path, 422, { headers: json, body: "{}" });
  }
  await raw("GET", "/v1/runs", 401);
  await raw("GET", "/v1/runs", 406, { headers: { ...headers, Accept: "text/html" } });
  await raw("GET", "/v1/runs?limit=0", 422, { headers });
  await raw("GET", "/v1/runs?limit=ten", 422, { headers });
  await raw("GET", "/v1/runs?cursor=nonsense", 422, { headers });
  await raw("GET", "/v1/runs?cursor={a}", 400, { headers });
  await raw("GET", "/v1/runs?unknown=1", 422, { headers });
  await raw("GET", "/v1/runs?cursor=50%", 400, { headers });
  await raw("DELETE", "/v1/runs/none?version=1", 422, { headers, as: one });
  await raw("DELETE", "/v1/runs/019b76da-a800-7000-8000-000000000000?version=0", 422, { headers, as: one });
  await raw("DELETE", "/v1/runs/019b76da-a800-7000-8000-000000000000?version=1", 401, { as: one });
}

async function profile(headers: Record<string, string>): Promise<void> {
  const { data, response } = await client.GET("/v1/profile", { headers });
  expect("the profile has the runs", data?.totals.runs === 4);
  const tag = response.headers.get("ETag") ?? "";
  await raw("GET", "/v1/profile", 304, { headers: { ...headers, "If-None-Match": tag } });
  await raw("GET", "/v1/profile", 304, { headers: { ...headers, "If-None-Match": `"other", W/${tag}` } });
  await raw("GET", "/v1/profile", 304, { headers: { ...headers, "If-None-Match": "*" } });
  await raw("GET", "/v1/profile", 401);
  await raw("GET", "/v1/profile", 406, { headers: { ...headers, Accept: "text/html" } });
}

async function events(headers: Record<string, string>): Promise<void> {
  const empty = await client.GET("/v1/events", { headers });
  expect("a new user has no events", empty.data?.items.length === 0);
  const key = randomUUID();
  const added = await until("the event", async () => {
    const answer = await client.POST("/v1/events", {
      body: { name: "Park run", details: "Bring a friend." },
      params: { header: { "Idempotency-Key": key } },
      headers,
    });
    return answer.data;
  });
  const again = await client.POST("/v1/events", {
    body: { name: "Park run", details: "Bring a friend." },
    params: { header: { "Idempotency-Key": key } },
    headers,
  });
  expect("the same key adds nothing", again.data === undefined || again.data.id === added.id);
  const eventId = added.id!;
  const found = await until("the event's page", async () => {
    const answer = await client.GET("/v1/events/{eventId}", { params: { path: { eventId } }, headers });
    return answer.data === undefined ? undefined : answer;
  });
  const tag = found.response.headers.get("ETag") ?? "";
  await raw("GET", `/v1/events/${eventId}`, 304, { headers: { ...headers, "If-None-Match": tag }, as: "/v1/events/{eventId}" });
  await raw("GET", "/v1/events/nothing-of-mine", 404, { headers, as: "/v1/events/{eventId}" });
  await raw("GET", `/v1/events/${eventId}`, 401, { as: "/v1/events/{eventId}" });
  const list = await client.GET("/v1/events", { params: { query: { sort: "-name", fields: "id,name", limit: 10 } }, headers });
  const listed = list.response.headers.get("ETag") ?? "";
  await raw("GET", "/v1/events?sort=-name&fields=id,name&limit=10", 304, { headers: { ...headers, "If-None-Match": listed } });
}

async function refusedEvents(headers: Record<string, string>): Promise<void> {
  const json = { ...headers, ...JSON_TYPE };
  await raw("GET", "/v1/events?limit=0", 422, { headers });
  await raw("GET", "/v1/events?sort=color", 422, { headers });
  await raw("GET", "/v1/events?unknown=1", 422, { headers });
  await raw("GET", "/v1/events?filter=50%", 400, { headers });
  await raw("GET", "/v1/events", 401);
  await raw("GET", "/v1/events", 406, { headers: { ...headers, Accept: "text/html" } });
  await raw("POST", "/v1/events", 400, { headers: json, body: "{" });
  await raw("POST", "/v1/events", 401, { headers: JSON_TYPE, body: "{}" });
  await raw("POST", "/v1/events", 406, { headers: { ...json, Accept: "text/html" }, body: "{}" });
  await raw("POST", "/v1/events", 413, { headers: json, body: " ".repeat(70_000) });
  await raw("POST", "/v1/events", 415, { headers: { ...headers, "Content-Type": "text/plain" }, body: "{}" });
  await raw("POST", "/v1/events", 422, { headers: json, body: '{"name":""}' });
}

/** Refusals of what the document does not describe are problems all the same. */
async function elsewhere(headers: Record<string, string>): Promise<void> {
  const asks: [string, string, number][] = [
    ["GET", "/v1/nothing", 404],
    ["GET", "/actuator/none", 404],
    ["PUT", "/v1/runs", 405],
    ["GET", `/v1/runs?cursor=${"x".repeat(9_000)}`, 414],
    ["GET", "/v1/%zz", 400],
  ];
  for (const [method, path, status] of asks) {
    const response = await fetch(`${gateway}${path}`, { method, headers });
    const name = `${method} ${path.slice(0, 40)} ${response.status}`;
    expect(`${name}: ${status} was expected`, response.status === status);
    faults.push(...document.problemFaults(name, response.headers, await response.text()));
  }
}

async function away(): Promise<void> {
  const headers = { ...bearer(process.env["TOKEN"] ?? ""), ...JSON_TYPE };
  const run = { clientRunId: "late", startedAt: "2026-01-01T06:00:00Z", distanceMeters: 1000, elapsedSeconds: 400 };
  const body = JSON.stringify({ email: email(), firstName: "Ada", lastName: "Nwosu" });
  await raw("POST", "/v1/signups", 503, { headers: JSON_TYPE, body });
  await raw("POST", "/v1/runs", 503, { headers, body: JSON.stringify(run) });
  await raw("POST", "/v1/runs/batch", 207, { headers, body: JSON.stringify({ runs: [run] }) });
  const path = "/v1/runs/019b76da-a800-7000-8000-000000000000?version=1";
  await raw("DELETE", path, 503, { headers, as: "/v1/runs/{runId}" });
  await raw("GET", "/v1/profile", 503, { headers });
  await raw("GET", "/v1/runs", 503, { headers });
  await raw("GET", "/v1/events", 503, { headers });
  await raw("GET", "/v1/events/nothing", 503, { headers, as: "/v1/events/{eventId}" });
  await raw("POST", "/v1/events", 503, { headers, body: '{"name":"x"}' });
}

if (scene === "away") {
  await away();
} else {
  const { userId, headers } = await signUp();
  await refusedSignups();
  await runs(headers);
  await refusedRuns(headers);
  await profile(headers);
  await events(headers);
  await refusedEvents(headers);
  await elsewhere(headers);
  console.log(`token ${headers.Authorization.slice("Bearer ".length)} ${userId}`);
}
const unseen = document.described().filter((answer) => !document.seen.has(answer));
console.log(`${document.seen.size} kinds of answers were seen; described and not seen: ${unseen.join(", ")}`);
for (const fault of faults) {
  console.error(fault);
}
process.exitCode = faults.length === 0 ? 0 : 1;
