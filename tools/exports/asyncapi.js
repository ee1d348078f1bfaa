// Parses AsyncAPI documents: their references, parameters and messages too, which the schema cannot check.
import { readFileSync } from "node:fs";
import { Parser } from "@asyncapi/parser";

const parser = new Parser();
let failed = 0;
for (const name of process.argv.slice(2)) {
  const { document, diagnostics } = await parser.parse(readFileSync(name, "utf8"));
  const wrong = diagnostics.filter((d) => d.severity <= 1); // errors and warnings
  if (!document || wrong.length > 0) {
    failed++;
    for (const d of wrong) console.error(`${name}: ${d.path.join(".")}: ${d.message}`);
  }
}
console.log(`asyncapi: ${process.argv.length - 2 - failed} passed, ${failed} failed`);
process.exit(failed > 0 || process.argv.length === 2 ? 1 : 0);
