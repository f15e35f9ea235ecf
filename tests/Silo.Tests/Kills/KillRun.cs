using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Messages;
using SqueezeFlow.Simulation.Freqtrade;
using SqueezeFlow.Simulation.Freqtrade.Books;

namespace SqueezeFlow.Silo.Tests.Kills;

/// <summary>Where the service is killed, seen from the bot.</summary>
public enum KillPoint
{
    /// <summary>The intent is kept; the last look before the call has come in, the call has not.</summary>
    AfterIntent,

    /// <summary>The call has come in and is not carried out yet; it will be.</summary>
    AfterCall,

    /// <summary>It is carried out and not answered.</summary>
    AfterEffect,

    /// <summary>The answer is on its way.</summary>
    AfterAnswer,
}

/// <summary>
/// One service on one data folder, and a bot: two entries, the service killed at a point of the first; two exits, the service killed at the same point
/// of the first; at last everything has come to its end once.
/// </summary>
internal sealed class KillRun : IAsyncDisposable
{
    /// <summary>Price of everything.</summary>
    public const double Price = 100;

    /// <summary>Closed trades that the gateway searches; by this the bot knows its looks.</summary>
    public const int Lookback = 123;

    private const int MostLooks = 9_000;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("squeezeflow-kill-");
    private readonly SignalFolder _folder;
    private readonly SimulatedBot _bot;
    private readonly KillPoint _point;
    private readonly bool _isLate;
    private readonly List<string> _problems = [];
    private KilledSilo? _life;

    private KillRun(SimulatedBot bot, KillPoint point, bool isLate)
    {
        (_bot, _point, _isLate) = (bot, point, isLate);
        _folder = new(_root.FullName);
        File.WriteAllLines(_folder.BotFile, [bot.Url.ToString(), bot.Settings.Username, bot.Settings.Password]);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Runs it; answers what should not have been.</summary>
    /// <param name="point">Where the service is killed.</param>
    /// <param name="isLate">Whether the bot carries out what it holds only when the next service looks for it.</param>
    public static async Task<IReadOnlyList<string>> RunAsync(KillPoint point, bool isLate)
    {
        var venue = new FixedVenue(TimeProvider.System) { Otherwise = static _ => BotMarket.At((decimal)Price) };
        await using var bot = await SimulatedBot.StartAsync(new() { MaxOpenTrades = 10 }, venue, TimeProvider.System, Token);
        await using var run = new KillRun(bot, point, isLate);
        await run.RunAsync();
        return run._problems;
    }

    public ValueTask DisposeAsync()
    {
        _life?.Dispose();
        _root.Delete(recursive: true);
        return default;
    }

    private async Task RunAsync()
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        Signal[] entries = [Entry("BTC", now), Entry("ETH", now)];
        await KillAmidAsync(entries, IsLastLookOfEntry, "forceenter");
        foreach (var entry in entries)
        {
            Expect(entry, "Filled", isOpen: true);
        }

        Signal[] exits = [.. entries.Select(entry => SignalMapping.Close(entry.BaseSymbol, Price, 1, "test", now + 1, entry.Id, IdOf(entry)))];
        await KillAmidAsync(exits, static call => call.Name == "trade", "forceexit");
        foreach (var (entry, exit) in entries.Zip(exits))
        {
            Expect(entry, "Filled", isOpen: false);
            Check(_folder.VerdictOf(exit.Id) == "Filled", $"exit {exit.Id} ended as {_folder.VerdictOf(exit.Id)}");
        }

        Check(_bot.Counts.MostEntriesInFlight <= 1, $"{_bot.Counts.MostEntriesInFlight} entries were in flight");
    }

    private async Task KillAmidAsync(Signal[] signals, Func<BotCall, bool> lastLook, string call)
    {
        var hold = _point switch
        {
            KillPoint.AfterIntent => _bot.Faults.Hold(lastLook, BotHoldPoint.BeforeEffect),
            KillPoint.AfterCall => _bot.Faults.Hold(call, BotHoldPoint.BeforeEffect),
            KillPoint.AfterEffect => _bot.Faults.Hold(call, BotHoldPoint.AfterEffect),
            _ => _bot.Faults.Hold(call, BotHoldPoint.AfterAnswer),
        };
        _life ??= KilledSilo.Start(_root.FullName);
        foreach (var signal in signals)
        {
            _folder.Give(signal);
        }

        await UntilAsync(() => hold.Reached.IsCompleted, $"a call comes to {_point}");
        await _life.KillAsync();
        var (calls, looks) = (_bot.Counts.Of($"POST {call}"), _bot.Counts.Of("GET status"));

        // Exits go side by side: the other one may be further.
        Check(call == "forceexit" || (calls == 0) == (_point == KillPoint.AfterIntent), $"the bot had seen {calls} calls of {call} when the service was killed");
        _life.Dispose();
        _life = KilledSilo.Start(_root.FullName);
        if (_isLate)
        {
            await UntilAsync(() => _bot.Counts.Of("GET status") > looks, "the next service looks for the order");
        }

        hold.Release();
        await UntilAsync(() => signals.All(signal => _folder.VerdictOf(signal.Id) is not null), $"{string.Join(", ", signals.Select(signal => signal.Id))} have verdicts");
    }

    private static bool IsLastLookOfEntry(BotCall call) => call.Name == "trades" && call.Query.Contains($"limit={Lookback}", StringComparison.Ordinal);

    private static Signal Entry(string coin, long now) => SignalMapping.Entry(coin, PositionSide.Long, Price, 7, 0.75, "test", now);

    private string? IdOf(Signal entry) => _bot.Books.Trades.FirstOrDefault(trade => trade.Tag == entry.Id) is { } trade ? $"{trade.Id}" : null;

    private void Expect(Signal entry, string verdict, bool isOpen)
    {
        var trades = _bot.Books.Trades.Where(trade => trade.Tag == entry.Id).ToList();
        Check(trades.Count == 1, $"{entry.Id} has {trades.Count} trades");
        Check(trades.TrueForAll(trade => trade.IsOpen == isOpen), $"{entry.Id} should be {(isOpen ? "open" : "closed")}");
        Check(_folder.VerdictOf(entry.Id) == verdict, $"{entry.Id} ended as {_folder.VerdictOf(entry.Id)}");
    }

    private void Check(bool isSo, string problem)
    {
        if (!isSo)
        {
            _problems.Add($"{_point}{(_isLate ? ", carried out late" : "")}: {problem}");
        }
    }

    private async Task UntilAsync(Func<bool> isSo, string what)
    {
        using var timer = new PeriodicTimer(BetweenLooks);
        for (var i = 0; i < MostLooks; i++)
        {
            if (isSo())
            {
                return;
            }

            Assert.False(_life!.HasExited, $"the service ended while it was awaited that {what}: {_life.Said}");
            await timer.WaitForNextTickAsync(Token);
        }

        Assert.Fail($"{_point}: in {MostLooks} looks it did not come to it that {what}: {_life!.Said}");
    }
}
