// src/stream/protocol.ts
var e = [
	"hello",
	"beat",
	"resync"
], t = [
	"bar",
	"sym",
	"signal",
	"order",
	"feed",
	"gap",
	"status",
	"action"
];
function n(e) {
	return e.length === 0 ? null : {
		kinds: [...new Set(e.flatMap((e) => e.kinds))].sort(),
		symbols: e.some((e) => e.symbols === null) ? null : [...new Set(e.flatMap((e) => e.symbols ?? []))].sort(),
		bars: i(e),
		hz: Math.max(...e.map((e) => e.hz))
	};
}
var r = (e) => /^[^\s:,]{1,40}$/.test(e);
function i(e) {
	let t = e.filter((e) => e.kinds.includes("bar")).map((e) => e.bars ?? e.symbols);
	return t.includes(null) ? null : [...new Set(t.flatMap((e) => e ?? []))].filter(r).sort();
}
function a(e, n) {
	let r = new URLSearchParams();
	return e.kinds.length < t.length && r.set("kinds", e.kinds.join(",") || "status"), e.symbols !== null && e.symbols.length > 0 && r.set("symbols", e.symbols.join(",")), e.kinds.includes("bar") && e.bars != null && e.bars.length > 0 && r.set("bars", e.bars.join(",")), r.set("changes", "true"), r.set("hz", String(e.hz)), n > 0 && r.set("lastEventId", String(n)), r.toString();
}
// src/stream/hub.ts
var o = 15e4;
function s(t, r) {
	let i = /* @__PURE__ */ new Map(), a = null, s = {
		isOpen: !1,
		retryAt: null
	}, c = () => {
		let e = [...i.values()].flatMap((e) => e.want === null ? [] : [e.want]);
		t().want(n(e));
	};
	return {
		join(e) {
			i.set(e, {
				want: null,
				heardAt: r()
			}), e.send({
				type: "link",
				link: s
			}), a !== null && s.isOpen && e.send({
				type: "events",
				events: [a]
			});
		},
		take(e, n) {
			let a = i.get(e) ?? {
				want: null,
				heardAt: 0
			};
			a.heardAt = r(), i.set(e, a), n.type === "want" ? (a.want = n.want, c()) : n.type === "bye" ? (i.delete(e), c()) : n.type === "retry" && t().retry();
		},
		hear(t) {
			a = t.find((e) => e.kind === "hello") ?? a;
			for (let [n, { want: r }] of i) {
				let i = t.filter(({ kind: t }) => e.includes(t) || r?.kinds.includes(t));
				i.length > 0 && n.send({
					type: "events",
					events: i
				});
			}
		},
		tell(e) {
			s = e;
			for (let e of i.keys()) e.send({
				type: "link",
				link: s
			});
		},
		prune() {
			let e = [...i].filter(([, e]) => r() - e.heardAt > o);
			for (let [t] of e) i.delete(t);
			e.length > 0 && c();
		},
		get tabs() {
			return i.size;
		}
	};
}
// src/stream/changes.ts
function c() {
	let e = /* @__PURE__ */ new Map();
	return {
		of(t) {
			if (t.kind === "resync" && e.clear(), t.kind !== "sym") return [t];
			let n = t.data;
			return n.map((r, i) => {
				let a = {
					...e.get(r.symbol),
					...r
				};
				return e.set(r.symbol, a), {
					id: t.id - (n.length - 1 - i),
					kind: t.kind,
					data: a
				};
			});
		},
		forget: () => e.clear()
	};
}
// src/stream/line.ts
var l = 500, u = 1e4, d = 12e3, f = {
	now: () => Date.now(),
	after(e, t) {
		let n = setTimeout(t, e);
		return () => clearTimeout(n);
	}
};
function p(n, r, i, o = f) {
	let s = null, p = null, m = 0, h = 0, g = () => {}, _ = {
		isOpen: !1,
		retryAt: null
	}, v = c(), y = (e) => {
		_ = e, i(e);
	}, b = () => {
		g(), g = o.after(d, S);
	}, x = () => {
		g(), p?.close(), p = null;
	}, S = () => {
		x();
		let e = Math.min(l * 2 ** h++, u);
		y({
			isOpen: !1,
			retryAt: o.now() + e
		}), g = o.after(e, C);
	}, C = () => {
		if (x(), s === null) return;
		v.forget();
		let r = n(`/api/v1/events?${a(s, m)}`);
		p = r, b(), r.onerror = () => r === p && S();
		for (let n of [...e, ...t]) r.addEventListener(n, (e) => {
			r === p && (b(), w(n, e));
		});
	}, w = (e, t) => {
		let n = t.lastEventId === "" || e === "hello" || e === "beat" ? 0 : Number(t.lastEventId);
		m = e === "resync" ? n : Math.max(m, n), e === "hello" && (m = m === 0 ? JSON.parse(t.data).asOf ?? 0 : m, h = 0, y({
			isOpen: !0,
			retryAt: null
		})), r(v.of({
			id: n,
			kind: e,
			data: JSON.parse(t.data)
		}));
	};
	return {
		want(e) {
			let t = s;
			s = e, e === null ? (x(), y({
				isOpen: !1,
				retryAt: null
			})) : (t === null || a(t, 0) !== a(e, 0)) && C();
		},
		retry() {
			_.isOpen || C();
		},
		get link() {
			return _;
		}
	};
}
// src/stream/worker.ts
var m = s(() => h, () => performance.now()), h = p((e) => new EventSource(e), (e) => m.hear(e), (e) => m.tell(e)), g = self;
g.onconnect = (e) => {
	let t = e.ports[0];
	if (t === void 0) return;
	let n = { send: (e) => t.postMessage(e) };
	m.join(n), t.onmessage = (e) => m.take(n, e.data);
}, setInterval(() => m.prune(), 3e4);
