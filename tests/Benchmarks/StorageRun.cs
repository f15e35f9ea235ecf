using System.Diagnostics;
using System.Globalization;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Storage.Spool;

namespace SqueezeFlow.Benchmarks;

/// <summary>One store under measurement; figures go to standard output, a line each.</summary>
internal sealed class StorageRun(IBarStore store, ISpool? spool, DirectoryInfo folder)
{
    private const int Markets = 50;
    private const int RowsAtOnce = 5_000;
    private const int MarketsOfSymbol = 4;
    private const int Bars = 576;
    private const int ReadersAtOnce = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly Random _random = new(1);
    private readonly long _now = Timeframe.M5.Floor(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()) - Timeframe.M5.Milliseconds;
    private readonly List<BarRow> _rows = [];

    public async Task WriteSecondsAsync(long points)
    {
        var first = _now - (points / Markets * 1_000);
        MarketId[] markets = [.. Enumerable.Range(0, Markets).Select(i => new MarketId("BYBIT", $"SECONDS{i}USDT"))];
        var (watch, cpu, bytes) = Begin();
        for (var row = 0L; row < points; row += RowsAtOnce)
        {
            _rows.Clear();
            for (var i = row; i < row + RowsAtOnce; i++)
            {
                _rows.Add(new(markets[i % Markets], Timeframe.S1, NextBar(first + (i / Markets * 1_000))));
            }

            await store.WriteAsync(new(_rows, [], []), CancellationToken.None);
        }

        var kept = watch.Elapsed;
        await DrainAsync();
        var (wall, core, allocated) = End(watch, cpu, bytes);
        Tell("rows", points);
        Tell("kept after, s", kept.TotalSeconds);
        Tell("acknowledged after, s", wall.TotalSeconds);
        Tell("rows/s of wall time", points / wall.TotalSeconds);
        Tell("rows/s of one core of ours", points / core.TotalSeconds);
        Tell("bytes allocated per 100 rows", allocated * 100.0 / points);
        Tell("data folder, bytes per row", folder.EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length) / (double)points);
    }

    public async Task WriteHistoryAsync(int symbols)
    {
        for (var symbol = 0; symbol < symbols; symbol++)
        {
            _rows.Clear();
            var markets = MarketsOf(symbol);
            _rows.AddRange(
                from market in markets
                from i in Enumerable.Range(0, Bars)
                select new BarRow(market, Timeframe.M5, NextBar(_now - ((Bars - i) * Timeframe.M5.Milliseconds)), IsImported: true));
            LedgerRun[] ledger =
            [
                .. markets.Select(market => new LedgerRun(
                    market, _now - (Bars * Timeframe.M5.Milliseconds), _now, 1, Bars, Bars, 1, 1, 0, 0, LedgerState.Complete, ProofKind.Ids, $"{market.Exchange}/0", 1)),
            ];
            await store.WriteAsync(new(_rows, ledger, []), CancellationToken.None);
        }

        await DrainAsync();
    }

    public async Task ReadHistoryAsync(int symbols)
    {
        var (watch, cpu, bytes) = Begin();
        var read = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, symbols), new ParallelOptions { MaxDegreeOfParallelism = ReadersAtOnce }, async (symbol, stop) =>
        {
            var markets = MarketsOf(symbol);
            foreach (var side in markets.GroupBy(market => market.Exchange))
            {
                var bars = await store.ReadFoldedAsync([.. side], Timeframe.M5, _now - (Bars * Timeframe.M5.Milliseconds), _now, stop);
                Interlocked.Add(ref read, bars.Sum(one => one.Count));
            }
        });
        var (wall, core, allocated) = End(watch, cpu, bytes);
        Tell($"48 h of 5m of {symbols} symbols ({read} bars), s", wall.TotalSeconds);
        Tell("  of our CPU, s", core.TotalSeconds);
        Tell("  allocated, MB", allocated / 1048576.0);
    }

    /// <summary>Ten minutes of a thousand bars a second while the server is frozen, then again the same after it: the second time changes nothing.</summary>
    public async Task SurviveAsync(string pid)
    {
        const int Seconds = 600, RowsOfSecond = 1_000;
        var first = _now - (2 * Seconds * 1_000L);
        MarketId[] markets = [.. Enumerable.Range(0, RowsOfSecond).Select(i => new MarketId("BYBIT", $"OUTAGE{i}USDT"))];
        await SignalAsync("STOP", pid);
        var before = Process.GetCurrentProcess().WorkingSet64;
        var most = before;
        for (var round = 0; round < 2; round++)
        {
            for (var second = 0; second < Seconds; second++)
            {
                _rows.Clear();
                _rows.AddRange(markets.Select((market, i) => new BarRow(market, Timeframe.S1, SameBar(first + (second * 1_000L), i))));
                await store.WriteAsync(new(_rows, [], []), CancellationToken.None);
                most = Math.Max(most, Process.GetCurrentProcess().WorkingSet64);
            }

            if (round == 0)
            {
                Tell("outage of 600 s at 1,000 bars/s: waiting points", spool!.Status.PendingPoints);
                Tell("  waiting, MB", spool.Status.PendingBytes / 1048576.0);
                Tell("  RSS before, MB", before / 1048576.0);
                Tell("  RSS, most, MB", most / 1048576.0);
                await SignalAsync("CONT", pid);
            }

            var watch = Stopwatch.StartNew();
            await EmptyAsync();
            Tell(round == 0 ? "  sent after the server's return, s" : "  the same again, sent after, s", watch.Elapsed.TotalSeconds);
            var stored = 0L;
            foreach (var market in markets)
            {
                stored += (await store.ReadAsync(market, Timeframe.S1, first, first + (Seconds * 1_000L), CancellationToken.None)).Count;
            }

            Tell("  points in the database", stored);
        }
    }

    private static Bar SameBar(long openUnixMs, int i) => new(openUnixMs, 100 + i, 102 + i, 99 + i, 101 + i, 5_000 + i, 4_000 + i, 5, 4, 0, 0);

    private static async Task SignalAsync(string signal, string pid)
    {
        using var kill = Process.Start("kill", [$"-{signal}", pid]);
        await kill.WaitForExitAsync();
    }

    // While the server is thought to be away the wait ends at once; the spool tries again by itself.
    private async Task EmptyAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (spool!.Status.PendingPoints > 0)
        {
            await timer.WaitForNextTickAsync();
        }
    }

    // Two spot markets and two perpetuals.
    private static MarketId[] MarketsOf(int symbol) =>
        [.. Enumerable.Range(0, MarketsOfSymbol).Select(i => new MarketId(i % 2 == 0 ? "BINANCE" : "BINANCE_FUTURES", $"s{symbol}m{i}usdt"))];

    private static (Stopwatch Watch, TimeSpan Cpu, long Bytes) Begin() =>
        (Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime, GC.GetTotalAllocatedBytes(precise: true));

    private static (TimeSpan Wall, TimeSpan Core, long Bytes) End(Stopwatch watch, TimeSpan cpu, long bytes) =>
        (watch.Elapsed, Process.GetCurrentProcess().TotalProcessorTime - cpu, GC.GetTotalAllocatedBytes(precise: true) - bytes);

    private static void Tell(string what, double figure) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {figure:0.###}"));

    private Task DrainAsync() => spool?.DrainedAsync(spool.Written, Patience, CancellationToken.None) ?? Task.CompletedTask;

    private Bar NextBar(long openUnixMs)
    {
        var price = 50_000 + (_random.NextDouble() * 1_000);
        return new(
            openUnixMs, price, price + 1.25, price - 2.5, price + 0.75, _random.NextDouble() * 100_000, _random.NextDouble() * 100_000, _random.Next(1, 200), _random.Next(1, 200), 0, 0);
    }
}
