using System.Buffers.Binary;
using System.Security.Cryptography;
using SqueezeFlow.Client.Offline.Backtests.Files;
using SqueezeFlow.Client.Offline.Reading;
using SqueezeFlow.Core.Backtest.Limits;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Storage.Sqlite;

namespace SqueezeFlow.Client.Offline.Backtests.Sources;

/// <summary>Reads bars of one market from a data folder of the service, with what its ledger knows to be missing.</summary>
internal static class StoreMarket
{
    private const int ShownMarkets = 20;

    /// <summary>All bars of a market between two moments: minutes, or seconds where those are evaluated.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="text">The market.</param>
    /// <param name="timeframe">Timeframe of the evaluated bars.</param>
    /// <param name="from">Bars before it are not read; null for all.</param>
    /// <param name="to">Bars that open at it or later are not read; null for all.</param>
    /// <exception cref="DataFormatException">There is no store, the market is none, is not in it, or has no bar in that time.</exception>
    public static MarketFile Read(string folder, string text, Timeframe timeframe, DateTimeOffset? from, DateTimeOffset? to)
    {
        var length = timeframe.Milliseconds < Timeframe.M1.Milliseconds ? Timeframe.S1 : Timeframe.M1;
        return DataFolder.Read(folder, store => MarketId.TryParse(text, out var market)
            ? Of(store, Path.Combine(folder, market.ToString()), market, length, (from?.ToUnixTimeMilliseconds() ?? 0, to?.ToUnixTimeMilliseconds() ?? long.MaxValue))
            : throw new DataFormatException(folder, "market", $"'{text}'", "EXCHANGE:symbol, e.g. BINANCE:btcusdt, since --data names a store"));
    }

    private static MarketFile Of(StoreFolder store, string path, MarketId market, Timeframe length, (long From, long To) range)
    {
        var bars = store.ReadBars(market, length, range.From, range.To);
        List<RecordedBar> rows = [.. bars.Where(bar => bar.HasPrice).Select(bar =>
            new RecordedBar(bar.OpenUnixMs / 1_000, bar.Open, bar.High, bar.Low, bar.Close, bar.BuyNotional, bar.SellNotional))];
        if (rows.Count == 0)
        {
            throw new DataFormatException(
                path, "bars", store.ReadMarkets().Contains(market) ? "none in this time" : "none", $"a market with bars between --from and --to: {Known(store)}");
        }

        var (first, end) = (rows[0].OpenSeconds * 1_000, length.Close(rows[^1].OpenSeconds * 1_000));
        return new(path, market.ToString(), rows, length.Milliseconds / 1_000, [])
        {
            Gaps = GapsOf(bars, length, [.. store.ReadGaps(market, first, end).Where(gap => gap.FilledBy is null)]),
            Files = [],
            Sha256 = HashOf(rows),
        };
    }

    // A gap of some seconds makes the whole minute a partial one: where a gap tells how long it was, that counts.
    private static IReadOnlyList<KnownGap> GapsOf(IReadOnlyList<Bar> bars, Timeframe length, IReadOnlyList<Gap> open)
    {
        var gaps = new List<KnownGap>();
        foreach (var bar in bars.Where(bar => bar.IsPartial))
        {
            var (from, to) = (bar.OpenUnixMs, length.Close(bar.OpenUnixMs));
            var known = open
                .Select(gap => new KnownGap(Math.Max(gap.BeforeUnixMs, from), Math.Min(gap.AfterUnixMs, to)))
                .Where(gap => gap.FromUnixMs < gap.ToUnixMs)
                .ToList();
            gaps.AddRange(known.Count > 0 ? known : [new(from, to)]);
        }

        return KnownGap.Join(gaps);
    }

    private static string Known(StoreFolder store)
    {
        var markets = store.ReadMarkets();
        return markets.Count == 0
            ? "the store is empty"
            : $"the store knows {string.Join(", ", markets.Take(ShownMarkets))}{(markets.Count > ShownMarkets ? $" and {markets.Count - ShownMarkets} more" : string.Empty)}";
    }

    // A store changes while it is read by others: what was read of it is what a result rests on.
    private static string HashOf(List<RecordedBar> rows)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> bytes = stackalloc byte[7 * sizeof(long)];
        foreach (var row in rows)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes, row.OpenSeconds);
            var at = sizeof(long);
            foreach (var value in (ReadOnlySpan<double>)[row.Open, row.High, row.Low, row.Close, row.BuyNotional, row.SellNotional])
            {
                BinaryPrimitives.WriteDoubleLittleEndian(bytes[at..], value);
                at += sizeof(double);
            }

            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
