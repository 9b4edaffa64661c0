// Measure one JavaScript engine on one case: node peers.cjs MODULES ENGINE TEMPLATE DATA OUT CHECKED SECONDS
// Prints the same line of JSON as peers.py does.
const fs = require("fs");
const os = require("os");
const path = require("path");

const [modules, engine, template, data, out, checked, seconds] = process.argv.slice(2);
const load = require("module").createRequire(path.join(path.resolve(modules), "package.json"));

const ENGINES = {
  docxtemplater() {
    const Zip = load("pizzip");
    const Docxtemplater = load("docxtemplater");
    const source = fs.readFileSync(template);
    return (context) => {
      const made = new Docxtemplater(new Zip(source), { paragraphLoop: true, linebreaks: true });
      made.render(context);
      return made.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
    };
  },
  "easy-template-x"() {
    const { TemplateHandler } = load("easy-template-x");
    const source = fs.readFileSync(template);
    const handler = new TemplateHandler();
    return (context) => handler.process(source, context);
  },
  carbone() {
    const carbone = load("carbone");
    carbone.set({ templatePath: path.dirname(path.resolve(template)), tempPath: os.tmpdir() });
    return (context) =>
      new Promise((done, fail) =>
        carbone.render(path.basename(template), context, (error, made) => (error ? fail(error) : done(made))),
      );
  },
  "xlsx-template"() {
    const XlsxTemplate = load("xlsx-template");
    const source = fs.readFileSync(template);
    return (context) => {
      const made = new XlsxTemplate(source);
      made.substitute(1, context);
      made.substitute(2, context);
      return made.generate({ type: "nodebuffer", compression: "DEFLATE" });
    };
  },
};

function peakKb() {
  const line = fs.readFileSync("/proc/self/status", "utf8").match(/^VmHWM:\s+(\d+)/m);
  return Number(line[1]);
}

async function main() {
  const contexts = JSON.parse(fs.readFileSync(data, "utf8"));
  const now = () => Number(process.hrtime.bigint()) / 1e9;
  const cpu = () => Object.values(process.cpuUsage()).reduce((sum, each) => sum + each) / 1e6;
  fs.writeFileSync("/proc/self/clear_refs", "5"); // the peak counts from here, as in peers.py
  const start = now();
  const render = ENGINES[engine]();
  const fill = async (context, target) => fs.writeFileSync(target, await render(context));
  await fill(contexts[0], checked);
  const first = now() - start;
  const times = [];
  const end = now() + Number(seconds);
  while (times.length < 1000 && (!times.length || now() < end)) {
    const context = contexts[(times.length + 1) % contexts.length];
    const [begin, worked] = [now(), cpu()];
    await fill(context, out);
    times.push(Math.min(now() - begin, cpu() - worked));
  }
  fs.unlinkSync(out);
  process.stdout.write(JSON.stringify({ first, times, peak_kb: peakKb() }));
  process.exit(0); // Carbone keeps a helper process waiting
}

main();
