using SqueezeFlow.Exchanges.Tests.Adapters;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Tests.Feeds.Subscriptions;

/// <summary>What every venue's refusals mean, from its frame to the kind.</summary>
public sealed class RefusalKindTests
{
    [Theory]
    [InlineData("BINANCE", """{"error":{"code":4,"msg":"Too many requests"},"id":7}""", RefusalKind.Busy)]
    [InlineData("BINANCE", """{"error":{"code":2,"msg":"Invalid request: unknown variant"},"id":7}""", RefusalKind.Unknown)]
    [InlineData("BINANCE_FUTURES", """{"error":{"code":-1121,"msg":"Invalid symbol."},"id":7}""", RefusalKind.Gone)]
    [InlineData("BINANCE_FUTURES", """{"code":-1003,"msg":"Way too much weight","id":7}""", RefusalKind.Busy)]
    [InlineData("OKX", """{"event":"error","code":"60014","msg":"Requests too frequent","connId":"c"}""", RefusalKind.Busy)]
    [InlineData("OKX", """{"event":"error","code":"60018","msg":"Wrong URL or channel:trades,instId:A-B doesn't exist.","connId":"c"}""", RefusalKind.Gone)]
    [InlineData("OKX", """{"event":"error","code":"60011","msg":"Please log in","connId":"c"}""", RefusalKind.NotAllowed)]
    [InlineData("OKX", """{"event":"error","code":"60012","msg":"Invalid request: {}","connId":"c"}""", RefusalKind.Unknown)]
    [InlineData("BITFINEX", """{"event":"error","msg":"Already subscribed","code":10202}""", RefusalKind.AlreadySubscribed)]
    [InlineData("BITFINEX", """{"event":"error","msg":"subscribe: dup","code":10301,"symbol":"tBTCUSD"}""", RefusalKind.AlreadySubscribed)]
    [InlineData("BITFINEX", """{"event":"error","msg":"symbol: invalid","code":10300,"symbol":"tX"}""", RefusalKind.Gone)]
    [InlineData("BITFINEX", """{"event":"error","msg":"subscribe: limit","code":10300}""", RefusalKind.NotAllowed)]
    [InlineData("BITFINEX", """{"event":"error","msg":"ratelimit: error","code":11010}""", RefusalKind.Busy)]
    [InlineData("BITGET", """{"event":"error","code":30001,"msg":"instType:spot,topic:publicTrade,symbol:X doesn't exist"}""", RefusalKind.Gone)]
    [InlineData("BITGET", """{"event":"error","code":30006,"msg":"request too many"}""", RefusalKind.Busy)]
    [InlineData("BITSTAMP", """{"event":"bts:error","channel":"","data":{"code":4009,"message":"Connection is unauthorized."}}""", RefusalKind.NotAllowed)]
    [InlineData("BITSTAMP", """{"event":"bts:error","channel":"","data":{"code":null,"message":"Bad subscription string."}}""", RefusalKind.Gone)]
    [InlineData("BYBIT", """{"success":false,"ret_msg":"error:handler not found,topic:publicTrade.X","req_id":"7","op":"subscribe"}""", RefusalKind.Gone)]
    [InlineData("BYBIT", """{"success":false,"ret_msg":"Too many visits!","req_id":"7","op":"subscribe"}""", RefusalKind.Busy)]
    [InlineData("BYBIT", """{"success":false,"ret_msg":"error:topic:publicTrade.BTCUSDT already subscribed","req_id":"7","op":"subscribe"}""", RefusalKind.AlreadySubscribed)]
    [InlineData("BYBIT", """{"success":false,"ret_msg":"args size >10","req_id":"7","op":"subscribe"}""", RefusalKind.Unknown)]
    [InlineData("COINBASE", """{"type":"error","message":"Failed to subscribe","reason":"XX-USD is not a valid product"}""", RefusalKind.Gone)]
    [InlineData("COINBASE", """{"type":"error","message":"Failed to subscribe","reason":"rate limit exceeded"}""", RefusalKind.Busy)]
    [InlineData("CRYPTOCOM", """{"id":7,"method":"subscribe","code":42901,"message":"RATE_LIMIT_EXCEEDED"}""", RefusalKind.Busy)]
    [InlineData("CRYPTOCOM", """{"id":7,"method":"subscribe","code":40003,"message":"invalid channel trade.X"}""", RefusalKind.Gone)]
    [InlineData("DERIBIT", """{"jsonrpc":"2.0","id":7,"error":{"code":10028,"message":"too_many_requests","data":null}}""", RefusalKind.Busy)]
    [InlineData("DERIBIT", """{"jsonrpc":"2.0","id":7,"error":{"code":13009,"message":"unauthorized"}}""", RefusalKind.NotAllowed)]
    [InlineData("GATE", """{"time":1,"id":7,"channel":"spot.trades","event":"subscribe","error":{"code":2,"message":"unknown currency pair: X_USDT"},"result":{"status":"fail"}}""", RefusalKind.Gone)]
    [InlineData("GATE", """{"time":1,"id":7,"channel":"spot.trades","event":"subscribe","error":{"code":3,"message":"server side error"},"result":null}""", RefusalKind.Busy)]
    [InlineData("GEMINI", """{"id":7,"status":429,"error":{"code":-1003,"msg":"slow down"}}""", RefusalKind.Busy)]
    [InlineData("GEMINI", """{"id":7,"status":400,"error":{"code":-1121,"msg":"bad name"}}""", RefusalKind.Gone)]
    [InlineData("HUOBI", """{"status":"error","ts":1,"id":"7","err-code":"bad-request","err-msg":"invalid topic market.x.trade.detail"}""", RefusalKind.Gone)]
    [InlineData("HUOBI_FUTURES", """{"status":"error","ts":1,"id":"7","err-code":"429","err-msg":"too many request"}""", RefusalKind.Busy)]
    [InlineData("KRAKEN", """{"error":"Currency pair not supported FOO/BAR","method":"subscribe","success":false,"symbol":"FOO/BAR"}""", RefusalKind.Gone)]
    [InlineData("KRAKEN", """{"Error":"Exceeded msg rate"}""", RefusalKind.Busy)]
    [InlineData("KUCOIN", """{"id":"7","type":"error","code":404,"data":"topic /market/match:X is not found"}""", RefusalKind.Gone)]
    [InlineData("KUCOIN", """{"id":"7","type":"error","code":509,"data":"exceed max subscription count limitation of 300 per session"}""", RefusalKind.NotAllowed)]
    [InlineData("KUCOIN", """{"id":"7","type":"error","code":429,"data":"slow down"}""", RefusalKind.Busy)]
    [InlineData("MEXC", """{"id":0,"code":0,"msg":"Not Subscribed successfully! [spot@public.aggre.deals.v3.api.pb@100ms@XUSDT].  Reason: Blocked! "}""", RefusalKind.NotAllowed)]
    [InlineData("MEXC", """{"channel":"rs.error","data":"Contract [X_USDT] not exists","ts":1}""", RefusalKind.Gone)]
    [InlineData("PHEMEX", """{"error":{"code":6001,"message":"invalid argument"},"id":7,"result":null}""", RefusalKind.Gone)]
    [InlineData("HYPERLIQUID", """{"channel":"error","data":"Already subscribed: {\"type\":\"trades\",\"coin\":\"BTC\"}"}""", RefusalKind.AlreadySubscribed)]
    [InlineData("HYPERLIQUID", """{"channel":"error","data":"Invalid subscription {\"type\":\"trades\",\"coin\":\"X\"}"}""", RefusalKind.Gone)]
    public void A_refusal_is_of_its_kind(string venue, string frame, RefusalKind kind)
    {
        var adapter = Fixtures.AdapterOf(venue);
        var bench = new VenueBench(adapter);

        bench.Parse(frame);

        Assert.Equal(kind, adapter.Descriptor.Refusals.KindOf(Assert.Single(bench.Answers.Refusals)));
    }
}
