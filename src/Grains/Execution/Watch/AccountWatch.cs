using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Orders.Accounts;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Messages;
using SqueezeFlow.Grains.Execution.Trail;

namespace SqueezeFlow.Grains.Execution.Watch;

/// <summary>
/// Compares the account with the inbox, over and over: what is known here and gone there, there and not known here, there although it was booked
/// as not opened, or twice on one coin. What is not ours is counted and told, never touched. Runs on the executor's scheduler, one look at a time.
/// </summary>
/// <param name="book">The account.</param>
/// <param name="inbox">What is known here.</param>
/// <param name="orders">Takes new verdicts and exits.</param>
/// <param name="orphans">What becomes of positions that came late.</param>
/// <param name="market">Market time, for exits of those.</param>
/// <param name="clock">Wall time.</param>
/// <param name="logger">Told of each find once.</param>
/// <param name="notes">Told of positions that are adopted.</param>
/// <param name="account">Name of the account.</param>
internal sealed class AccountWatch(
    AccountBook book, InboxKeeper inbox, IWatchedOrders orders, OrphanAction orphans, IMarketClock market, TimeProvider clock, ILogger logger,
    OrderNotes? notes = null, string account = AccountNames.Main)
{
    /// <summary>Between two looks while something is open or on its way.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromSeconds(5);

    /// <summary>Between two looks while nothing is.</summary>
    public static readonly TimeSpan QuietPace = TimeSpan.FromSeconds(30);

    /// <summary>After this an answer is not waited for any more.</summary>
    public static readonly TimeSpan LookTimeLimit = TimeSpan.FromSeconds(30);

    private readonly HashSet<(string TradeId, string Tag, long OpenedUnixMs)> _told = [];
    private readonly HashSet<string> _toldDoubled = new(StringComparer.Ordinal);
    private readonly HashSet<(string TradeId, string Tag, long OpenedUnixMs)> _counted = [];
    private DateTimeOffset? _nextAt;
    private bool _isAway;
    private bool _isUnkept;
    private bool _isNudged;
    private int _orphans;

    /// <summary>What the last look has shown.</summary>
    public WatchFigures Figures { get; private set; } = WatchFigures.None;

    /// <summary>Looks when it is time to. What goes wrong is counted, told once, and tried again.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "Whatever an account or a store throws, it is asked again; the count and the log say so.")]
    public async Task LookAsync(CancellationToken stopping)
    {
        if (clock.GetUtcNow() < _nextAt && !_isNudged)
        {
            return;
        }

        // Before the account is read: what happens from here on is not in this look, and asks for another.
        _isNudged = false;

        using var timeout = new CancellationTokenSource(LookTimeLimit, clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping, timeout.Token);
        try
        {
            // Whether or not the account answers then: what stands in memory alone is lost with the process.
            if (await TryKeepAsync(inbox.CatchUpAsync))
            {
                _isUnkept = false;
            }

            await CompareAsync(limit.Token);
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            // What was not seen now is seen after the next start.
        }
        catch (Exception e)
        {
            ExecutorMetrics.Failures.Add(1);
            if (!_isAway)
            {
                _isAway = true;
                WatchLog.Away(logger, timeout.IsCancellationRequested ? $"no answer in {LookTimeLimit.TotalSeconds:0} s" : e.Message);
            }
        }

        var isBusy = _isAway || Figures.Open > 0 || inbox.Pending.Any();
        _nextAt = clock.GetUtcNow() + (isBusy ? Pace : QuietPace);
    }

    /// <summary>The next look need not wait.</summary>
    public void Nudge() => _isNudged = true;

    private async Task CompareAsync(CancellationToken cancellationToken)
    {
        // What is filled before the account is read is in its answer, unless it has ended.
        var began = clock.GetUtcNow();
        var living = inbox.All.Where(static e => e.IsLiving).ToList();
        var sight = await book.LookAsync(cancellationToken);
        var open = sight.Open;
        if (_isAway)
        {
            _isAway = false;
            WatchLog.Back(logger);
            orders.Wake();
        }

        var gone = living.FindAll(e => !open.Any(p => p.Tag == e.Signal.Id));
        if (gone.Count > 0)
        {
            await EndAsync(gone, await sight.ReadClosedAsync([.. gone.Select(e => e.Signal.Id)], cancellationToken));
        }

        foreach (var position in open)
        {
            await TryKeepAsync(() => PlaceAsync(position, open, began));
        }

        Sum(open);
    }

    // What cannot be written stands in memory: it is told like anything else, what else was seen goes on, and the next look writes it.
    private async Task<bool> TryKeepAsync(Func<Task> keep)
    {
        try
        {
            await keep();
            return true;
        }
        catch (Exception e) when (e is IOException or TimeoutException or OrleansException)
        {
            ExecutorMetrics.Failures.Add(1);
            if (!_isUnkept)
            {
                _isUnkept = true;
                WatchLog.NotKept(logger, e);
            }

            return false;
        }
    }

    private async Task EndAsync(IReadOnlyList<InboxEntry> gone, IReadOnlyList<Position> closed)
    {
        foreach (var entry in gone)
        {
            var id = entry.Signal.Id;
            if (inbox.Find(id) != entry)
            {
                // Its exit was filled meanwhile.
                continue;
            }

            var position = closed.FirstOrDefault(p => p.Tag == id);
            if (position is not null)
            {
                WatchLog.Ended(logger, id, position.TradeId, position.ExitReason ?? "no reason is told");
            }
            else
            {
                ExecutorMetrics.Lost.Add(1);
                WatchLog.Lost(logger, id, entry.TradeId ?? ExecutorLog.NoTrade);
            }

            await TryKeepAsync(() => inbox.KeepAsync(entry with { EndedAt = clock.GetUtcNow(), EndReason = position is null ? InboxEntry.Vanished : position.ExitReason }));
            orders.OnEnded(entry, position);
            orders.OnChanged(entry.Signal.BaseSymbol);
        }
    }

    private async Task PlaceAsync(Position position, IReadOnlyList<Position> open, DateTimeOffset began)
    {
        switch (inbox.Find(position.Tag))
        {
            case { IsFinal: false } or { IsEntry: false }:
                // Whoever looks for it finds it.
                break;
            case { } changed when changed.UpdatedAt > began || changed.EndedAt > began:
                // The account was read before that; the next look sees it as it is.
                break;
            case { State: IntentState.Filled, EndedAt: null } entry when open.Any(p => p.Tag == position.Tag && p.TradeId == entry.TradeId):
                // Known; a second one of its signal is the exit's to close, too.
                break;
            case { State: IntentState.Filled } entry:
                WatchLog.Found(logger, position.Tag, position.TradeId, entry.TradeId ?? ExecutorLog.NoTrade);
                await inbox.KeepAsync(entry with { EndedAt = null, EndReason = null, TradeId = position.TradeId });
                break;
            case { } entry:
                await TakeOrphanAsync(entry, position);
                break;
            default:
                Tell(position);
                break;
        }
    }

    private async Task TakeOrphanAsync(InboxEntry entry, Position position)
    {
        if (_counted.Add(KeyOf(position)))
        {
            _orphans++;
            ExecutorMetrics.Orphans.Add(1);
            WatchLog.Orphan(logger, position.Tag, position.TradeId, entry.InWords, orphans);
        }

        if (orphans == OrphanAction.Exit && !inbox.ExitsOf(position.Tag).IsOnItsWay)
        {
            // First, so that an orphan whose exit could not be taken is found again.
            await orders.SubmitAsync(ExitOf(position, entry.InWords));
        }

        await orders.KeepAsync(entry with
        {
            State = IntentState.Filled,
            Detail = null,
            TradeId = position.TradeId,
            Price = (double)position.EntryPrice,
            EndedAt = null,
            EndReason = null,
            Refusal = null,
            UpdatedAt = clock.GetUtcNow(),
        });
    }

    private Signal ExitOf(Position position, string verdict)
    {
        var exit = SignalMapping.Close(
            position.BaseSymbol,
            (double)position.EntryPrice,
            1,
            $"came after its signal was booked as {verdict}",
            market.NowUnixMs ?? position.OpenedUnixMs,
            position.Tag,
            position.TradeId);
        return exit with { Id = ExitIds.Of(exit.Pair, account, position.Tag, inbox.ExitsOf(position.Tag).Ended, exit.BarCloseUnixMs) };
    }

    private void Tell(Position position)
    {
        if (!_told.Add(KeyOf(position)))
        {
            return;
        }

        if (OwnTags.IsOurs(position.Tag))
        {
            notes?.Adopts(position);
            WatchLog.Adopted(logger, position.TradeId, position.BaseSymbol, position.Tag);
        }
        else
        {
            WatchLog.Foreign(logger, position.TradeId, position.BaseSymbol, position.Tag);
        }
    }

    private void Sum(IReadOnlyList<Position> open)
    {
        _told.IntersectWith(open.Select(KeyOf));
        _counted.IntersectWith(open.Select(KeyOf));
        string[] doubled = [.. open.GroupBy(p => p.BaseSymbol, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key).Order(StringComparer.Ordinal)];
        foreach (var coin in doubled.Where(_toldDoubled.Add))
        {
            WatchLog.Doubled(logger, coin, string.Join(", ", open.Where(p => p.BaseSymbol == coin).Select(p => $"{p.TradeId} '{p.Tag}'")));
        }

        _toldDoubled.IntersectWith(doubled);
        var unknown = open.Where(p => inbox.Find(p.Tag) is null).ToList();
        var adopted = unknown.FindAll(p => OwnTags.IsOurs(p.Tag));
        Figures = new(open.Count, unknown.Count - adopted.Count, adopted.Count, _orphans, doubled) { AdoptedPositions = adopted };
    }

    private static (string TradeId, string Tag, long OpenedUnixMs) KeyOf(Position position) => (position.TradeId, position.Tag, position.OpenedUnixMs);
}
