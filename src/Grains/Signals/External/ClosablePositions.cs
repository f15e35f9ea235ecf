using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Orders.Accounts;
using SqueezeFlow.Core.Signals.External;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Interfaces.Execution;
using SqueezeFlow.Interfaces.Signals;

namespace SqueezeFlow.Grains.Signals.External;

/// <summary>Finds the position that a close from outside means. Only what signals of ours opened is ever closed by one. Safe for concurrent use.</summary>
internal sealed class ClosablePositions(IGrainFactory grains, AccountRoutes accounts)
{
    /// <summary>The position, or why there is none to close.</summary>
    /// <param name="sent">The close.</param>
    /// <param name="openedByUnixMs">
    /// Market time by which a position has opened that a close of its coin means: a message that was long under way does not close what came after it.
    /// </param>
    public async Task<(PositionView? Position, ExternalRefusal? Refusal)> FindAsync(ExternalSignal sent, long openedByUnixMs)
    {
        var (concerned, silent) = await FindConcernedAsync(sent);
        var answers = await Task.WhenAll(concerned.Select(ReadAsync));
        List<PositionView> open = [.. answers.SelectMany(answer => answer.Positions ?? [])];
        var isTag = open.Exists(p => p.SignalId == sent.Position);

        // A tag means one position wherever it is; anything else may mean one of an account that cannot be read.
        if (!isTag && answers.FirstOrDefault(answer => answer.Positions is null) is { } unread)
        {
            return (null, Unknown(unread.Problem ?? "the account cannot be read"));
        }

        if (!isTag && silent is not null && open.Find(p => p.Id == sent.Position) is { } other)
        {
            return (null, Unknown($"{silent}, and may have a position of that id too: name the signal that opened the one you mean, {other.SignalId} is that of account {other.Account}"));
        }

        return sent.Position is { } name ? Named(sent, name, open) : OfCoin(sent.Symbol!, open, openedByUnixMs);
    }

    // Executors know of what was opened here without asking their accounts. Only what none of them knows may be anywhere, and an id besides with one that does not answer.
    private async Task<(IReadOnlyList<string> Accounts, string? Silent)> FindConcernedAsync(ExternalSignal sent)
    {
        var held = await Task.WhenAll(accounts.Names.Select(FindHeldAsync));
        string[] known = [.. accounts.Names.Zip(held).Where(pair => pair.Second.Positions.Any(position => IsMeant(position, sent))).Select(pair => pair.First)];
        return (known.Length > 0 ? known : accounts.Names, held.Select(answer => answer.Problem).FirstOrDefault(problem => problem is not null));
    }

    private async Task<(IReadOnlyList<HeldPosition> Positions, string? Problem)> FindHeldAsync(string account)
    {
        try
        {
            return (await grains.GetGrain<IExecutorGrain>(account).GetHeldAsync(), null);
        }
        catch (Exception e) when (e is TimeoutException or OrleansException)
        {
            return ([], SilentOf(account, e));
        }
    }

    private async Task<PositionsAnswer> ReadAsync(string account)
    {
        try
        {
            return await grains.GetGrain<IExecutorGrain>(account).GetPositionsAsync(0);
        }
        catch (Exception e) when (e is TimeoutException or OrleansException)
        {
            return new(null, SilentOf(account, e));
        }
    }

    private static string SilentOf(string account, Exception failure)
    {
        OutboxMetrics.Failures.Add(1);
        return $"the executor of account {account} did not answer: {failure.Message}";
    }

    private static ExternalRefusal Unknown(string why) => new(ExternalRefusalKind.Unavailable, "Positions are not known", null, why);

    private static bool IsMeant(HeldPosition position, ExternalSignal sent) => sent.Position is { } name
        ? position.Tag == name || position.TradeId == name
        : position.BaseSymbol == sent.Symbol;

    private static (PositionView?, ExternalRefusal?) Named(ExternalSignal sent, string name, IReadOnlyList<PositionView> open)
    {
        // Accounts give ids anew; the signal that opened it says which is meant.
        PositionView[] meant = [.. open.Where(p => p.SignalId == name)];
        meant = meant.Length > 0 ? meant : [.. open.Where(p => p.Id == name)];
        if (meant.Select(p => p.Account).Distinct(StringComparer.Ordinal).Count() > 1)
        {
            return (null, new(ExternalRefusalKind.Conflict, "position", name, $"several accounts have a position of that id, name the signal that opened it: {string.Join(", ", meant.Select(p => p.SignalId))}"));
        }

        var found = meant.FirstOrDefault();
        return found switch
        {
            null => (null, new(ExternalRefusalKind.NotFound, "position", name, "no such position is open; see /api/v1/positions")),
            _ when sent.Symbol is { } coin && coin != found.Symbol =>
                (null, new(ExternalRefusalKind.Conflict, "symbol", coin, $"the position is one of {found.Symbol}: send that, or leave it out")),
            _ => OwnTags.IsOurs(found.SignalId) ? (found, null) : (null, Foreign("position", name, found)),
        };
    }

    private static (PositionView?, ExternalRefusal?) OfCoin(string coin, IReadOnlyList<PositionView> open, long openedByUnixMs)
    {
        var held = open.Where(p => p.Symbol == coin).ToList();
        var ours = held.FindAll(p => OwnTags.IsOurs(p.SignalId));
        var meant = ours.FindAll(p => p.OpenedAt.ToUnixTimeMilliseconds() <= openedByUnixMs);
        return meant switch
        {
            [var only] => (only, null),
            { Count: > 1 } => (null, new(ExternalRefusalKind.Conflict, "symbol", coin, $"several positions are open, name one as position: {string.Join(", ", meant.Select(p => p.SignalId))}")),
            _ when ours.Count > 0 => (null, new(ExternalRefusalKind.Conflict, "symbol", coin, $"the position was opened after the time of this close; name it to close it: {ours[0].SignalId}")),
            _ when held.Count > 0 => (null, Foreign("symbol", coin, held[0])),
            _ => (null, new(ExternalRefusalKind.NotFound, "symbol", coin, "no position of it is open")),
        };
    }

    private static ExternalRefusal Foreign(string field, string value, PositionView position) => new(
        ExternalRefusalKind.Conflict, field, value, $"the position is not ours (trade {position.Id}, tag '{position.SignalId}') and is not touched by signals; /api/v1/positions/{{id}}/close closes it by hand");
}
