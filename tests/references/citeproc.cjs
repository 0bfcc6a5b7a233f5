// Reads {package, style, locale, items} as JSON from standard input, prints the entries that citeproc-js makes, in order.
const {package: file, style, locale, items} = JSON.parse(require("fs").readFileSync(0, "utf8"));
const CSL = require(file);
const byId = Object.fromEntries(items.map(item => [item.id, item]));
const system = {retrieveLocale: () => locale, retrieveItem: id => byId[id]};
const engine = new CSL.Engine(system, style, "en-US", true);
engine.updateItems(items.map(item => item.id));
const [, entries] = engine.makeBibliography();
process.stdout.write(JSON.stringify(entries));
