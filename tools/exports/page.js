// Opens pages in a browser without a window and uses them: nothing may be loaded, no text of a catalogue may run, and lists, search, graph and keys must work.
import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const browserPath = [process.env.CHROME, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((p) => p && existsSync(p));
if (!browserPath) {
  console.log("page: SKIPPED, no page was opened: there is no browser; install chromium, or name one in CHROME");
  process.exit(0);
}
const [shots, ...names] = process.argv.slice(2);
mkdirSync(shots, { recursive: true });
const browser = await puppeteer.launch({ executablePath: browserPath, args: ["--no-sandbox", "--disable-gpu"] });
let failed = 0;
const check = (name, ok, what) => {
  if (!ok) {
    failed++;
    console.error(`page: ${name}: ${what}`);
  }
};
// contrast is that of an element's text to what it stands on.
const contrast = (selector) => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgb = (colour) => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); return canvas.getImageData(0, 0, 1, 1).data; };
  const light = (c) => [0.2126, 0.7152, 0.0722].reduce((sum, w, i) => { const v = c[i] / 255; return sum + w * (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); }, 0);
  let worst = 99;
  for (const e of document.querySelectorAll(selector)) {
    let ground = e;
    while (ground && rgb(getComputedStyle(ground).backgroundColor)[3] === 0) ground = ground.parentElement;
    const a = light(rgb(getComputedStyle(e).color)), b = light(rgb(ground ? getComputedStyle(ground).backgroundColor : "white"));
    worst = Math.min(worst, (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05));
  }
  return worst;
};

for (const name of names) {
  const page = await browser.newPage();
  const wrong = [], asked = [];
  page.on("console", (m) => { if (m.type() === "error" || m.type() === "warn") wrong.push(m.text()); });
  page.on("pageerror", (e) => wrong.push(String(e)));
  page.on("dialog", (d) => { wrong.push("a dialog"); d.dismiss(); });
  page.on("request", (r) => { if (!r.url().startsWith("file:") || r.resourceType() !== "document") asked.push(r.url()); });
  await page.setViewport({ width: 1300, height: 1000 });
  const begin = Date.now();
  await page.goto(pathToFileURL(name).href);
  const count = () => page.$eval("#count", (e) => e.textContent);
  check(name, Date.now() - begin < 10000, "took long to open");
  const items = await page.$$eval("#items a", (l) => l.length);
  check(name, items > 0 && items <= 100, `${items} items in the list`);
  check(name, (await page.$eval("h1", (e) => e.textContent.length)) > 0, "has no title");

  // A topic, by the keyboard: its graph, and who uses it.
  await page.focus("#items li a");
  await page.keyboard.press("Enter");
  await page.waitForSelector("main .graph svg a.here");
  check(name, (await page.$$eval("main table tbody tr", (r) => r.length)) > 0, "shows no places");
  check(name, await page.evaluate(() => document.activeElement.tagName === "H2"), "does not move the focus to what was chosen");
  check(name, (await page.$$eval("main .graph svg a", (l) => l.length)) <= 75, "draws more than the focus");

  // What is drawn leads on.
  await page.$eval("main .graph svg a.service", (e) => e.focus());
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => location.hash.startsWith("#service/"));

  // Search, by its key.
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press("/");
  check(name, await page.evaluate(() => document.activeElement.id === "search"), "does not search when / is pressed");
  const before = await count();
  await page.keyboard.type("no such thing anywhere");
  check(name, (await count()) === "nothing found", `finds ${await count()}`);
  await page.$eval("#search", (e) => { e.value = ""; e.dispatchEvent(new Event("input")); });
  check(name, (await count()) === before, "does not find all again");
  if (await page.$eval("#pages", (e) => !e.hidden)) {
    await page.click("#next");
    check(name, (await count()).startsWith("101"), `the second page is ${await count()}`);
  }
  for (const tab of ["service", "event", "topic"]) {
    await page.click(`[data-tab="${tab}"]`);
    check(name, (await page.$$eval("#items a", (l) => l.length)) > 0, `lists no ${tab}`);
  }
  await page.select("#only", "ends");
  const ending = await count();
  await page.select("#only", "");
  if (name.includes("shop")) check(name, ending === "2 found", `${ending} deprecated`);

  // Both colours, and a narrow window.
  for (const scheme of ["light", "dark"]) {
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    for (const selector of ["h1", "header p", ".list small", "main a", "main th", "main td", ".chip", ".status", "main code"]) {
      const c = await page.evaluate(contrast, selector);
      check(name, c >= 4.5, `${selector} has a contrast of ${c.toFixed(1)} in ${scheme}`);
    }
    await page.screenshot({ path: path.join(shots, `${path.basename(path.dirname(path.dirname(name)))}-${scheme}.png`) });
  }
  await page.setViewport({ width: 380, height: 800 });
  check(name, await page.evaluate(() => document.documentElement.scrollWidth <= 380), "is wider than a narrow window");
  check(name, wrong.length === 0, wrong.join("; "));
  check(name, asked.length === 0, `asks for ${asked.join(", ")}`);
  await page.close();
}
await browser.close();
console.log(`page: ${names.length} pages, ${failed} failed checks`);
process.exit(failed > 0 || names.length === 0 ? 1 : 0);
