// Checks answers against the OpenAPI document: the status, the media type, the declared headers, and the body.
import { readFileSync } from "node:fs";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormatsModule from "ajv-formats";

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
type Members = { [name: string]: Json };

const METHODS = new Set(["get", "post", "put", "patch", "delete", "head", "options"]);

export interface Answer {
  method: string;
  /** The path as the document writes it, such as `/v1/runs/{runId}`. */
  path: string;
  status: number;
  headers: Headers;
  body: string;
}

export class Document {
  private readonly root: Members;
  private readonly ajv: Ajv2020;
  private readonly compiled = new Map<string, ValidateFunction>();
  /** `METHOD path status` of each answer that was seen. */
  readonly seen = new Set<string>();

  constructor(file: string) {
    this.root = close(JSON.parse(readFileSync(file, "utf8"))) as Members;
    this.ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false });
    (addFormatsModule as unknown as (ajv: Ajv2020) => void)(this.ajv);
    this.ajv.addSchema(this.root, "api");
  }

  /** Returns what is wrong with the answer; nothing when the document describes it. */
  faults(answer: Answer): string[] {
    const { method, path, status } = answer;
    const name = `${method} ${path} ${status}`;
    this.seen.add(name);
    const pointer = `/paths/${escape(path)}/${method.toLowerCase()}/responses/${status}`;
    const found = this.resolve(pointer);
    if (found === undefined) {
      return [`${name}: the document has no such answer`];
    }
    return [...this.headerFaults(name, found, answer.headers), ...this.bodyFaults(name, found, answer)];
  }

  /** Returns what is wrong with a problem that belongs to no described path. */
  problemFaults(name: string, headers: Headers, body: string): string[] {
    const faults = mediaType(headers) === "application/problem+json" ? [] : [`${name}: it is ${mediaType(headers)}`];
    return [...faults, ...this.schemaFaults(name, "/components/schemas/Problem", body)];
  }

  /** Returns `METHOD path status` of each answer that the document describes. */
  described(): string[] {
    const paths = this.root["paths"] as Members;
    return Object.entries(paths).flatMap(([path, item]) =>
      Object.entries(item as Members)
        .filter(([method]) => METHODS.has(method))
        .flatMap(([method, operation]) =>
          Object.keys((operation as Members)["responses"] as Members).map(
            (status) => `${method.toUpperCase()} ${path} ${status}`,
          ),
        ),
    );
  }

  private headerFaults(name: string, at: Found, headers: Headers): string[] {
    const declared = Object.keys((at.value["headers"] ?? {}) as Members);
    return declared.flatMap((header) => {
      const found = this.resolve(`${at.pointer}/headers/${escape(header)}`);
      const value = headers.get(header);
      if (found === undefined || value === null) {
        return found?.value["required"] === true ? [`${name}: the header ${header} is missing`] : [];
      }
      const schema = (found.value["schema"] ?? {}) as Members;
      const typed = schema["type"] === "integer" ? Number(value) : value;
      return this.validate(`${found.pointer}/schema`, typed).map((fault) => `${name}: header ${header} ${fault}`);
    });
  }

  private bodyFaults(name: string, at: Found, answer: Answer): string[] {
    const content = (at.value["content"] ?? {}) as Members;
    const types = Object.keys(content);
    if (types.length === 0) {
      return answer.body === "" ? [] : [`${name}: it has a body that the document does not describe`];
    }
    if (answer.method === "HEAD") {
      return [];
    }
    const type = mediaType(answer.headers);
    if (!types.includes(type)) {
      return [`${name}: it is ${type}, not ${types.join(" or ")}`];
    }
    return this.schemaFaults(name, `${at.pointer}/content/${escape(type)}/schema`, answer.body);
  }

  private schemaFaults(name: string, pointer: string, body: string): string[] {
    let parsed: Json;
    try {
      parsed = JSON.parse(body) as Json;
    } catch {
      return [`${name}: the body is not JSON: ${body.slice(0, 80)}`];
    }
    return this.validate(pointer, parsed).map((fault) => `${name}: ${fault} in ${body.slice(0, 400)}`);
  }

  private validate(pointer: string, value: unknown): string[] {
    let validate = this.compiled.get(pointer);
    if (validate === undefined) {
      validate = this.ajv.compile({ $ref: `api#${encodeURI(pointer)}` });
      this.compiled.set(pointer, validate);
    }
    return validate(value) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`);
  }

  private resolve(pointer: string): Found | undefined {
    let value: Json | undefined = this.root;
    for (const step of pointer.split("/").slice(1)) {
      value = (value as Members | undefined)?.[step.replaceAll("~1", "/").replaceAll("~0", "~")];
    }
    if (value === undefined || value === null) {
      return undefined;
    }
    const reference = (value as Members)["$ref"];
    return typeof reference === "string" ? this.resolve(reference.slice(1)) : { pointer, value: value as Members };
  }
}

interface Found {
  pointer: string;
  value: Members;
}

const mediaType = (headers: Headers) => (headers.get("content-type") ?? "").split(";")[0]!.trim();

const escape = (step: string) => step.replaceAll("~", "~0").replaceAll("/", "~1");

/** A member that no schema names is a fault of the document: every object schema that leaves it open is closed. */
function close(node: Json): Json {
  if (Array.isArray(node)) {
    return node.map(close);
  }
  if (node === null || typeof node !== "object") {
    return node;
  }
  const closed: Members = Object.fromEntries(Object.entries(node).map(([name, value]) => [name, close(value)]));
  const isSchema = closed["type"] === "object" && typeof closed["properties"] === "object";
  return isSchema && !("additionalProperties" in closed) ? { ...closed, additionalProperties: false } : closed;
}
