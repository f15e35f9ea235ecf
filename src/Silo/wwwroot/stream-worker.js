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
	"status"
];
function n(e) {
	return e.length === 0 ? null : {
		kinds: [...new Set(e.flatMap((e) => e.kinds))].sort(),
		symbols: e.some((e) => e.symbols === null) ? null : [...new Set(e.flatMap((e) => e.symbols ?? []))].sort(),
		hz: Math.max(...e.map((e) => e.hz))
	};
}
function r(e, n) {
	let r = new URLSearchParams();
	return e.kinds.length < t.length && r.set("kinds", e.kinds.join(",") || "status"), e.symbols !== null && e.symbols.length > 0 && r.set("symbols", e.symbols.join(",")), r.set("hz", String(e.hz)), n > 0 && r.set("lastEventId", String(n)), r.toString();
}
// src/stream/hub.ts
var i = 15e4;
function a(t, r) {
	let a = /* @__PURE__ */ new Map(), o = null, s = {
		isOpen: !1,
		retryAt: null
	}, c = () => {
		let e = [...a.values()].flatMap((e) => e.want === null ? [] : [e.want]);
		t().want(n(e));
	};
	return {
		join(e) {
			a.set(e, {
				want: null,
				heardAt: r()
			}), e.send({
				type: "link",
				link: s
			}), o !== null && s.isOpen && e.send({
				type: "event",
				event: o
			});
		},
		take(e, n) {
			let i = a.get(e) ?? {
				want: null,
				heardAt: 0
			};
			i.heardAt = r(), a.set(e, i), n.type === "want" ? (i.want = n.want, c()) : n.type === "bye" ? (a.delete(e), c()) : n.type === "retry" && t().retry();
		},
		hear(t) {
			o = t.kind === "hello" ? t : o;
			for (let [n, { want: r }] of a) (e.includes(t.kind) || r?.kinds.includes(t.kind)) && n.send({
				type: "event",
				event: t
			});
		},
		tell(e) {
			s = e;
			for (let e of a.keys()) e.send({
				type: "link",
				link: s
			});
		},
		prune() {
			let e = [...a].filter(([, e]) => r() - e.heardAt > i);
			for (let [t] of e) a.delete(t);
			e.length > 0 && c();
		},
		get tabs() {
			return a.size;
		}
	};
}
// src/stream/line.ts
var o = 500, s = 1e4, c = 12e3, l = {
	now: () => Date.now(),
	after(e, t) {
		let n = setTimeout(t, e);
		return () => clearTimeout(n);
	}
};
function u(n, i, a, u = l) {
	let d = null, f = null, p = 0, m = 0, h = () => {}, g = {
		isOpen: !1,
		retryAt: null
	}, _ = (e) => {
		g = e, a(e);
	}, v = () => {
		h(), h = u.after(c, b);
	}, y = () => {
		h(), f?.close(), f = null;
	}, b = () => {
		y();
		let e = Math.min(o * 2 ** m++, s);
		_({
			isOpen: !1,
			retryAt: u.now() + e
		}), h = u.after(e, x);
	}, x = () => {
		if (y(), d === null) return;
		let i = n(`/api/v1/events?${r(d, p)}`);
		f = i, v(), i.onerror = () => i === f && b();
		for (let n of [...e, ...t]) i.addEventListener(n, (e) => {
			i === f && (v(), S(n, e));
		});
	}, S = (e, t) => {
		let n = t.lastEventId === "" || e === "hello" || e === "beat" ? 0 : Number(t.lastEventId);
		p = e === "resync" ? n : Math.max(p, n), e === "hello" && (p = p === 0 ? JSON.parse(t.data).asOf ?? 0 : p, m = 0, _({
			isOpen: !0,
			retryAt: null
		})), i({
			id: n,
			kind: e,
			data: JSON.parse(t.data)
		});
	};
	return {
		want(e) {
			let t = d;
			d = e, e === null ? (y(), _({
				isOpen: !1,
				retryAt: null
			})) : (t === null || r(t, 0) !== r(e, 0)) && x();
		},
		retry() {
			g.isOpen || x();
		},
		get link() {
			return g;
		}
	};
}
// src/stream/worker.ts
var d = a(() => f, () => performance.now()), f = u((e) => new EventSource(e), (e) => d.hear(e), (e) => d.tell(e)), p = self;
p.onconnect = (e) => {
	let t = e.ports[0];
	if (t === void 0) return;
	let n = { send: (e) => t.postMessage(e) };
	d.join(n), t.onmessage = (e) => d.take(n, e.data);
}, setInterval(() => d.prune(), 3e4);
