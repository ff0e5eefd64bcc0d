// Generated from the sources of the registry; do not edit.
var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: true });
};
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(
  // If the importer is in node compatibility mode or this is not an ESM
  // file that has been converted to a CommonJS file using a Babel-
  // compatible transform (i.e. "__esModule" has not been set), then set
  // "default" to the CommonJS "module.exports" for node compatibility.
  isNodeMode || !mod || !mod.__esModule ? __defProp(target, "default", { value: mod, enumerable: true }) : target,
  mod
));
var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);

// scripts/package/index.ts
var index_exports = {};
__export(index_exports, {
  data: () => data,
  freshnessOn: () => freshnessOn,
  match: () => match,
  offering: () => offering,
  presets: () => PRESETS,
  resolve: () => resolve2
});
module.exports = __toCommonJS(index_exports);

// schemas/presets.ts
var PRESETS = [
  {
    id: "us_health_data",
    label: "Health data in the US",
    description: "A business associate agreement, an audited service, and no training on customer data.",
    require: [
      { dimension: "hipaa_baa", grade: "yes_sales_gated" },
      { dimension: "soc2_type2", grade: "yes_sales_gated" },
      { dimension: "training_on_customer_data", grade: "yes_sales_gated" }
    ]
  },
  {
    id: "eu_personal_data",
    label: "Personal data of EU residents",
    description: "A data processing agreement, notice of subprocessors and breaches, and processing in the EU.",
    require: [
      { dimension: "gdpr_dpa", grade: "yes_sales_gated" },
      { dimension: "subprocessor_change", grade: "partial" },
      { dimension: "breach_notice", grade: "partial" },
      { dimension: "data_residency", grade: "yes_sales_gated" }
    ]
  },
  {
    id: "no_training_zero_retention",
    label: "No training and zero retention",
    description: "Customer data trains no model, and zero retention can be had.",
    require: [
      { dimension: "training_on_customer_data", grade: "yes_sales_gated" },
      { dimension: "retention_zdr", grade: "yes_sales_gated" }
    ]
  },
  {
    id: "gpai_code",
    label: "GPAI Code of Practice",
    description: "The model's developer signed the Code of Practice and published its training summary.",
    require: [
      { dimension: "gpai_cop", grade: "yes_public" },
      { dimension: "art53_summary", grade: "partial" }
    ]
  }
];
var PRESET_IDS = PRESETS.map(({ id }) => id);

// scripts/lib/dates.ts
function addDays(date, days) {
  const day = new Date(
    Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10)) + days)
  );
  return day.toISOString().slice(0, 10);
}

// scripts/registry/freshness.ts
var EXPIRING_DAYS = 14;
function stateOn(freshUntil, today) {
  if (freshUntil < today) return "expired";
  return freshUntil <= addDays(today, EXPIRING_DAYS) ? "expiring" : "fresh";
}

// scripts/match/freshness.ts
function freshnessOn(cell, today) {
  return cell.fresh_until === null ? "undated" : stateOn(cell.fresh_until, today);
}

// scripts/match/match.ts
var DEFAULT_GRADE = "yes_sales_gated";
var CONFIDENCES = ["high", "medium", "low"];
function matchPolicy(policy, data2, today) {
  const requirements = requirementsOf(policy);
  assertKnown(policy, requirements, data2);
  const countries = new Map(data2.vendors.map(({ id, country }) => [id, country]));
  const results = data2.offerings.filter((offering2) => isLookedAt(offering2, policy, countries.get(offering2.platform_id))).map((offering2) => resultOf(offering2, policy, requirements, data2, today));
  const mode = policy.mode ?? (policy.offerings === void 0 ? "any" : "all");
  const met = results.filter(({ meets }) => meets).length;
  return {
    registry: {
      name: data2.name,
      version: data2.version,
      generated: data2.generated,
      homepage: data2.homepage,
      release: `${data2.repository}/releases/tag/v${data2.version}`
    },
    today,
    mode,
    passes: results.length > 0 && (mode === "all" ? met === results.length : met > 0),
    policy,
    results
  };
}
function requirementsOf({ presets = [], require: require2 = [] }) {
  return [...PRESETS.filter(({ id }) => presets.includes(id)).flatMap((preset) => [...preset.require]), ...require2];
}
function assertKnown(policy, requirements, data2) {
  const refuse = (what) => {
    throw new RangeError(what);
  };
  for (const preset of policy.presets ?? []) {
    if (!PRESETS.some(({ id }) => id === preset)) refuse(`there is no preset "${preset}"`);
  }
  if (requirements.length === 0) refuse("nothing is required; add `require` or `presets`");
  const dimensions = new Set(data2.dimension_details.map(({ id }) => id));
  for (const { dimension, grade, min_confidence } of requirements) {
    if (!dimensions.has(dimension)) refuse(`there is no dimension "${dimension}"`);
    if (grade !== void 0 && !data2.grades.some(({ id }) => id === grade)) refuse(`there is no grade "${grade}"`);
    for (const confidence of [min_confidence, policy.min_confidence]) {
      if (confidence !== void 0 && !CONFIDENCES.includes(confidence))
        refuse(`there is no confidence "${confidence}"`);
    }
  }
  if (policy.mode !== void 0 && policy.mode !== "all" && policy.mode !== "any")
    refuse(`there is no mode "${policy.mode}"`);
  for (const name of policy.offerings ?? []) {
    if (!data2.offerings.some((offering2) => isNamed(offering2, name))) refuse(`there is no offering "${name}"`);
  }
  for (const { offering: name, until } of policy.exceptions ?? []) {
    if (!data2.offerings.some((offering2) => isNamed(offering2, name))) refuse(`there is no offering "${name}"`);
    if (!/^\d{4}-\d{2}-\d{2}$/.test(until)) refuse(`an exception for ${name} has no end (until: YYYY-MM-DD)`);
  }
}
function isLookedAt(offering2, policy, country) {
  const { families, countries, offerings } = policy;
  if (offering2.status === "retired" && offerings === void 0) return false;
  if (families && !families.some((family) => family.toLowerCase() === offering2.model_family.toLowerCase()))
    return false;
  if (countries && (country === void 0 || !countries.includes(country))) return false;
  return offerings === void 0 || offerings.some((id) => isNamed(offering2, id));
}
function isNamed({ id, aliases }, name) {
  return id === name || aliases.includes(name);
}
function resultOf(offering2, policy, requirements, data2, today) {
  const exceptions = (policy.exceptions ?? []).filter((one) => isNamed(offering2, one.offering) && one.until >= today);
  const checked = requirements.map((requirement) => {
    const { dimension, grade = DEFAULT_GRADE } = requirement;
    const cell = offering2.dimensions[dimension];
    const reason = missOf(requirement, policy, cell, offering2.not_applicable.includes(dimension), data2, today);
    const exception = reason === null ? void 0 : exceptions.find((one) => one.dimension === dimension);
    return {
      cell_id: `${offering2.id}/${dimension}`,
      dimension,
      least: grade,
      grade: cell?.value ?? null,
      met: reason === null,
      reason,
      exception: exception ? { reason: exception.reason, until: exception.until } : null,
      confidence: cell?.confidence ?? null,
      finding: cell?.finding ?? null,
      caveat: cell?.caveat ?? null,
      limits: cell?.limits ?? [],
      source: cell?.source ?? null,
      archived: cell?.archived ?? null,
      quote: cell?.sources[0]?.quote ?? null,
      evidence_date: cell?.evidence_date ?? null,
      fresh_until: cell?.fresh_until ?? null,
      permalink: `${offering2.permalink}#${dimension}`
    };
  });
  return {
    offering: offering2.id,
    name: offering2.name,
    meets: offering2.status !== "retired" && checked.every(({ met, exception }) => met || exception !== null),
    cells: checked,
    models_missing: offering2.model_exceptions.filter(
      ({ dimensions }) => requirements.some((requirement) => {
        const cell = dimensions[requirement.dimension];
        return cell !== void 0 && missOf(requirement, policy, cell, false, data2, today) !== null;
      })
    ).map(({ model }) => model),
    retired_on: offering2.retired_on
  };
}
function missOf({ dimension, grade = DEFAULT_GRADE, min_confidence, fresh }, policy, cell, inapplicable, data2, today) {
  const label = data2.dimension_details.find(({ id }) => id === dimension)?.label ?? dimension;
  if (inapplicable) return `${label} does not apply: the models come from several developers`;
  if (!cell) return `${label} is not assessed`;
  if (cell.contrary) return `${label}: the opposite practice is documented`;
  const gradeNamed = (id) => data2.grades.find((one) => one.id === id);
  const [is, least] = [gradeNamed(cell.value), gradeNamed(grade)];
  if (!is || !least || is.rank < least.rank) return `${label} is "${is?.label}", below "${least?.label}"`;
  const confidence = min_confidence ?? policy.min_confidence;
  if (confidence !== void 0 && CONFIDENCES.indexOf(cell.confidence) > CONFIDENCES.indexOf(confidence)) {
    return `${label}: confidence is ${cell.confidence}, below ${confidence}`;
  }
  if ((fresh ?? policy.fresh) && (cell.fresh_until === null || cell.fresh_until < today)) {
    const until = cell.fresh_until === null ? "is undated" : `was fresh until ${cell.fresh_until}`;
    return `${label}: the evidence ${until}`;
  }
  return null;
}

// node_modules/fastest-levenshtein/esm/mod.js
var peq = new Uint32Array(65536);
var myers_32 = (a, b) => {
  const n = a.length;
  const m = b.length;
  const lst = 1 << n - 1;
  let pv = -1;
  let mv = 0;
  let sc = n;
  let i = n;
  while (i--) {
    peq[a.charCodeAt(i)] |= 1 << i;
  }
  for (i = 0; i < m; i++) {
    let eq = peq[b.charCodeAt(i)];
    const xv = eq | mv;
    eq |= (eq & pv) + pv ^ pv;
    mv |= ~(eq | pv);
    pv &= eq;
    if (mv & lst) {
      sc++;
    }
    if (pv & lst) {
      sc--;
    }
    mv = mv << 1 | 1;
    pv = pv << 1 | ~(xv | mv);
    mv &= xv;
  }
  i = n;
  while (i--) {
    peq[a.charCodeAt(i)] = 0;
  }
  return sc;
};
var myers_x = (b, a) => {
  const n = a.length;
  const m = b.length;
  const mhc = [];
  const phc = [];
  const hsize = Math.ceil(n / 32);
  const vsize = Math.ceil(m / 32);
  for (let i = 0; i < hsize; i++) {
    phc[i] = -1;
    mhc[i] = 0;
  }
  let j = 0;
  for (; j < vsize - 1; j++) {
    let mv2 = 0;
    let pv2 = -1;
    const start2 = j * 32;
    const vlen2 = Math.min(32, m) + start2;
    for (let k = start2; k < vlen2; k++) {
      peq[b.charCodeAt(k)] |= 1 << k;
    }
    for (let i = 0; i < n; i++) {
      const eq = peq[a.charCodeAt(i)];
      const pb = phc[i / 32 | 0] >>> i & 1;
      const mb = mhc[i / 32 | 0] >>> i & 1;
      const xv = eq | mv2;
      const xh = ((eq | mb) & pv2) + pv2 ^ pv2 | eq | mb;
      let ph = mv2 | ~(xh | pv2);
      let mh = pv2 & xh;
      if (ph >>> 31 ^ pb) {
        phc[i / 32 | 0] ^= 1 << i;
      }
      if (mh >>> 31 ^ mb) {
        mhc[i / 32 | 0] ^= 1 << i;
      }
      ph = ph << 1 | pb;
      mh = mh << 1 | mb;
      pv2 = mh | ~(xv | ph);
      mv2 = ph & xv;
    }
    for (let k = start2; k < vlen2; k++) {
      peq[b.charCodeAt(k)] = 0;
    }
  }
  let mv = 0;
  let pv = -1;
  const start = j * 32;
  const vlen = Math.min(32, m - start) + start;
  for (let k = start; k < vlen; k++) {
    peq[b.charCodeAt(k)] |= 1 << k;
  }
  let score = m;
  for (let i = 0; i < n; i++) {
    const eq = peq[a.charCodeAt(i)];
    const pb = phc[i / 32 | 0] >>> i & 1;
    const mb = mhc[i / 32 | 0] >>> i & 1;
    const xv = eq | mv;
    const xh = ((eq | mb) & pv) + pv ^ pv | eq | mb;
    let ph = mv | ~(xh | pv);
    let mh = pv & xh;
    score += ph >>> m - 1 & 1;
    score -= mh >>> m - 1 & 1;
    if (ph >>> 31 ^ pb) {
      phc[i / 32 | 0] ^= 1 << i;
    }
    if (mh >>> 31 ^ mb) {
      mhc[i / 32 | 0] ^= 1 << i;
    }
    ph = ph << 1 | pb;
    mh = mh << 1 | mb;
    pv = mh | ~(xv | ph);
    mv = ph & xv;
  }
  for (let k = start; k < vlen; k++) {
    peq[b.charCodeAt(k)] = 0;
  }
  return score;
};
var distance = (a, b) => {
  if (a.length < b.length) {
    const tmp = b;
    b = a;
    a = tmp;
  }
  if (b.length === 0) {
    return a.length;
  }
  if (a.length <= 32) {
    return myers_32(a, b);
  }
  return myers_x(a, b);
};
var closest = (str, arr) => {
  let min_distance = Infinity;
  let min_index = 0;
  for (let i = 0; i < arr.length; i++) {
    const dist = distance(str, arr[i]);
    if (dist < min_distance) {
      min_distance = dist;
      min_index = i;
    }
  }
  return arr[min_index];
};

// scripts/lib/glob.ts
function fitsGlob(glob, text) {
  const [pattern, name] = [glob.toLowerCase(), text.toLowerCase()];
  let [at, star, retry] = [0, -1, 0];
  for (let index = 0; index < name.length; ) {
    if (pattern[at] === "*") {
      star = at;
      retry = index;
      at += 1;
    } else if (pattern[at] === "?" || pattern[at] === name[index]) {
      at += 1;
      index += 1;
    } else if (star >= 0) {
      at = star + 1;
      retry += 1;
      index = retry;
    } else return false;
  }
  return /^\**$/.test(pattern.slice(at));
}

// scripts/match/resolve.ts
var SYSTEMS = ["litellm", "openrouter", "models_dev"];
var VARIANTS = /^(?:(?:us|eu|apac|jp|au|ca|global|us-gov)\.|(?:converse|invoke|responses|converse_like|chat)\/|[a-z]{2}(?:-[a-z]+)+-\d\/|arn:aws[a-z-]*:bedrock:[a-z0-9-]*:\d*:(?:inference-profile|foundation-model)\/)/;
var DEPLOYED = /* @__PURE__ */ new Set(["azure", "azure_text"]);
var LITELLM_ALIASES = {
  azure_text: "azure",
  bedrock_converse: "bedrock",
  cohere: "cohere_chat",
  vertex_ai_beta: "vertex_ai"
};
var MAX_GUESSED = 200;
var MODEL_IN_PATH = /\/(?:model|publishers\/[^/]+\/models)\/([^/?#]+?)(?::[a-zA-Z]+)?(?:[/?#].*)?$/;
function resolve(identifier, data2) {
  const text = identifier.trim();
  const own = data2.offerings.find(({ id }) => id === text) ?? data2.offerings.find(({ aliases }) => aliases.includes(text));
  if (own) return { offering: own, by: "id" };
  const host = endpointHost(text);
  if (host !== null) return resolveReference({ host, model: modelInUrl(text) }, data2);
  const slash = text.indexOf("/");
  if (slash > 0) {
    const found = resolveReference({ provider: text.slice(0, slash), model: text.slice(slash + 1) }, data2);
    if (found.offering || found.candidates.length > 0) return found;
  }
  return resolveReference({ model: text }, data2);
}
function resolveReference(reference, data2) {
  const { system, host, isDeployment = system !== "openrouter" && DEPLOYED.has(reference.provider ?? "") } = reference;
  const model = reference.model === "*" && !isDeployment ? void 0 : reference.model;
  if (host !== void 0) {
    const served2 = data2.offerings.filter(({ api_hosts }) => api_hosts.some((pattern) => isHost(host, pattern)));
    if (served2.length === 0)
      return unresolved(`no offering is known to be served at ${host}`, nearestHosts(host, data2));
    const several = `${host} serves several offerings`;
    return chosen(served2, { model, isDeployment, by: "host", several });
  }
  if (reference.provider !== void 0) {
    const { provider } = reference;
    const systems = system === void 0 ? SYSTEMS : [system];
    const isKnown = (name, one) => data2.offerings.filter(({ identifiers }) => identifiers[one] === name);
    const found = systems.flatMap((one) => isKnown(provider, one));
    const alias = LITELLM_ALIASES[provider];
    const known = new Set(found.length > 0 || alias === void 0 ? found : isKnown(alias, "litellm"));
    if (known.size === 0)
      return unresolved(`no offering has the provider id "${provider}"`, nearestProviders(provider, data2));
    const several = `the provider "${provider}" has several offerings`;
    const { alsoNamed } = reference;
    return chosen([...known], { model, alsoNamed, isDeployment, by: "provider", several, provider: alias ?? provider });
  }
  if (model === void 0) return unresolved("nothing names a provider, a host or a model", []);
  const served = data2.offerings.filter((offering2) => specificity(offering2, model) > 0);
  if (served.length === 0) return unresolved(`no offering is known for the model "${model}"`, []);
  return chosen(served, { model, by: "model", several: `the model "${model}" is served by several offerings` });
}
function modelInUrl(url) {
  if (!URL.canParse(url)) return void 0;
  const [, model] = MODEL_IN_PATH.exec(new URL(url).pathname) ?? [];
  try {
    return model === void 0 ? void 0 : decodeURIComponent(model);
  } catch {
    return void 0;
  }
}
function endpointHost(text) {
  const url = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : /^[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?$/i.test(text) ? `https://${text}` : null;
  if (url === null || url !== text && !/\.[a-z]{2,}(?::\d+)?$/i.test(text)) return null;
  return URL.canParse(url) ? new URL(url).hostname : null;
}
function chosen(offerings, { model, alsoNamed = [], isDeployment = false, by, several, provider }) {
  const [only] = offerings;
  if (model === void 0) {
    return only && offerings.length === 1 ? { offering: only, by } : unresolved(
      several,
      offerings.map(({ id }) => id)
    );
  }
  const scored = offerings.map((offering2) => ({
    offering: offering2,
    score: Math.max(
      ...[model, ...alsoNamed].map((name) => scoreOf(offering2, name, by, provider, offerings.length === 1))
    )
  })).filter(({ score }) => score >= (isDeployment ? 1 : 0));
  const best = Math.max(...scored.map(({ score }) => score));
  const [first, ...others] = scored.filter(({ score }) => score === best);
  if (first && others.length === 0) return { offering: first.offering, by };
  const ids = (scored.length > 0 ? scored.map(({ offering: offering2 }) => offering2) : offerings).map(({ id }) => id);
  return unresolved(scored.length === 0 ? `no offering of them is known to serve the model "${model}"` : several, ids);
}
function scoreOf(offering2, model, by, provider, isAlone) {
  if (by !== "host") return specificity(offering2, model, provider);
  if (offering2.model_patterns.length === 0) return isAlone ? 0 : -1;
  return specificity(offering2, model, offering2.identifiers.litellm ?? void 0);
}
function specificity({ model_patterns: patterns }, model, provider) {
  if (patterns.length === 0) return provider === void 0 ? -1 : 0;
  const names = namesOf(model).flatMap((name) => provider === void 0 ? [name] : [name, `${provider}/${name}`]);
  const scores = patterns.map((pattern) => {
    if (!names.some((name) => fitsGlob(pattern, name))) return -1;
    const own = provider !== void 0 && pattern.startsWith(`${provider}/`) ? pattern.slice(provider.length + 1) : pattern;
    return own.replace(/[*?]/g, "").length;
  });
  return Math.max(...scores);
}
function namesOf(model) {
  const names = [model];
  for (let rest = model; VARIANTS.test(rest); ) {
    rest = rest.replace(VARIANTS, "");
    names.push(rest);
  }
  return names;
}
function isHost(host, pattern) {
  const source = pattern.replace(/[.]/g, "\\.").replace(/\{(?:region|resource)\}/g, "[a-z0-9-]+");
  return new RegExp(`^${source}$`, "i").test(host);
}
function unresolved(reason, candidates) {
  return { offering: null, reason, candidates };
}
function nearestProviders(provider, { offerings }) {
  return nearest(provider, offerings, ({ id, identifiers }) => [...SYSTEMS.map((system) => identifiers[system]), id]);
}
function nearestHosts(host, { offerings }) {
  return nearest(host, offerings, ({ api_hosts }) => api_hosts);
}
function nearest(name, offerings, namesIn) {
  const known = [...new Set(offerings.flatMap(namesIn))].filter((one) => one !== null);
  if (known.length === 0 || name.length > MAX_GUESSED) return [];
  const near = closest(name.toLowerCase(), known);
  if (distance(name.toLowerCase(), near) > Math.max(2, Math.floor(name.length / 3))) return [];
  return offerings.filter((offering2) => namesIn(offering2).includes(near)).map(({ id }) => id);
}

// scripts/package/index.ts
var import_data = __toESM(require("./data.json"), 1);
var data = import_data.default;
function offering(id) {
  return data.offerings.find((one) => one.id === id) ?? data.offerings.find((one) => one.aliases.includes(id));
}
function match(policy, options) {
  return matchPolicy(policy, options.data ?? data, options.today);
}
function resolve2(identifier, options = {}) {
  return resolve(identifier, options.data ?? data);
}
Object.assign(module.exports, {"version":"2.1.0","generated":"2026-11-26"});
