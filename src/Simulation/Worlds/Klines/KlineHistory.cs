using SqueezeFlow.Simulation.Worlds.Trades;

namespace SqueezeFlow.Simulation.Worlds.Klines;

/// <summary>
/// Klines of one market: folded from its trades since the world's start, drawn minute by minute before it. The time before
/// the start is part of the same prices, tides and flow, only without single trades.
/// </summary>
internal sealed class KlineHistory(MarketSource source)
{
    private const long MinuteMs = 60_000;
    private const int SamplesPerMinute = 6;

    /// <summary>How far back there is history.</summary>
    public const long FirstUnixMs = World.StartUnixMs - (40L * 86_400_000);

    /// <summary>
    /// Bars of an interval (whole minutes, milliseconds) whose open time is in <c>[fromUnixMs, toUnixMs)</c>, at most
    /// <paramref name="limit"/>, oldest first; trades at or after <paramref name="nowUnixMs"/> have not happened yet.
    /// </summary>
    public IEnumerable<Kline> Read(long intervalMs, long fromUnixMs, long toUnixMs, long nowUnixMs, int limit)
    {
        var block = new MinuteBlock();
        var start = Math.Max(fromUnixMs, FirstUnixMs);
        start += (intervalMs - (start % intervalMs)) % intervalMs;
        for (var open = start; open < Math.Min(toUnixMs, nowUnixMs) && limit > 0; open += intervalMs, limit--)
        {
            var bar = Minute(block, open, nowUnixMs);
            for (var minute = open + MinuteMs; minute < Math.Min(open + intervalMs, nowUnixMs); minute += MinuteMs)
            {
                bar.Append(Minute(block, minute, nowUnixMs));
            }

            yield return bar;
        }
    }

    private Kline Minute(MinuteBlock block, long openUnixMs, long nowUnixMs) =>
        openUnixMs < World.StartUnixMs ? Drawn(openUnixMs) : Traded(block, openUnixMs, nowUnixMs);

    private Kline Traded(MinuteBlock block, long openUnixMs, long nowUnixMs)
    {
        source.Fill(block, World.MinuteOf(openUnixMs));
        var bar = new Kline(openUnixMs);
        foreach (ref readonly var print in block.Prints)
        {
            if (print.UnixMs < nowUnixMs)
            {
                bar.Add(print);
            }
        }

        return bar.Count > 0 ? bar : Kline.Flat(openUnixMs, Ticks(openUnixMs));
    }

    private Kline Drawn(long openUnixMs)
    {
        var minute = World.MinuteOf(openUnixMs);
        var bar = new Kline(openUnixMs);
        for (var i = 0; i <= SamplesPerMinute; i++)
        {
            bar.Touch(Ticks(openUnixMs + (i * MinuteMs / SamplesPerMinute)));
        }

        var (buys, sells) = source.Flow(minute);
        var mean = (bar.High + bar.Low) / 2;
        var lotsPerUsd = (double)source.Market.SizeUnits * source.Market.PriceUnits / mean;
        var fills = source.FirstFill(minute + 1) - source.FirstFill(minute);
        bar.Trade(mean, (long)(buys * lotsPerUsd), fills / 2, isBuy: true);
        bar.Trade(mean, (long)(sells * lotsPerUsd), fills - (fills / 2), isBuy: false);
        return bar;
    }

    private long Ticks(long unixMs) => Math.Max(1, (long)Math.Round(source.FairPrice(unixMs) * source.Market.PriceUnits));
}
