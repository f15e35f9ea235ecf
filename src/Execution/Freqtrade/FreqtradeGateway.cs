using System.Diagnostics;
using Microsoft.Extensions.Logging;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Execution.Freqtrade.Mapping;
using SqueezeFlow.Execution.Freqtrade.Rest;
using SqueezeFlow.Execution.Freqtrade.Settings;

namespace SqueezeFlow.Execution.Freqtrade;

/// <summary>The account of a FreqTrade bot. One entry is in flight at a time, whoever calls; exits and reads are not held up by it.</summary>
internal sealed partial class FreqtradeGateway(
    FreqtradeClient client,
    FreqtradeEntries entries,
    FreqtradeExits exits,
    TagSearch search,
    PositionMapping mapping,
    FreqtradeOptions options,
    ILogger<FreqtradeGateway> log) : IOrderGateway, IDisposable
{
    private readonly SemaphoreSlim _entry = new(1);

    public async Task<Account> GetAccountAsync(CancellationToken cancellationToken)
    {
        var config = (await client.ShowConfigAsync(cancellationToken).ConfigureAwait(false)).OrThrow("/show_config");
        var balance = (await client.BalanceAsync(cancellationToken).ConfigureAwait(false)).OrThrow("/balance");
        return AccountMapping.Of(config, balance, options.StakeCurrency);
    }

    public async Task<IReadOnlyList<Position>> GetOpenPositionsAsync(CancellationToken cancellationToken)
    {
        var trades = (await client.StatusAsync(cancellationToken).ConfigureAwait(false)).OrThrow("/status");
        return [.. mapping.All(trades).OrderBy(position => position.OpenedUnixMs)];
    }

    public async Task<IReadOnlyList<Position>> GetClosedPositionsAsync(int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        if (limit == 0)
        {
            return [];
        }

        var page = (await client.LatestTradesAsync(limit, cancellationToken).ConfigureAwait(false)).OrThrow("/trades");

        // Of two that closed in the same millisecond the later one has the larger id.
        return [.. Enumerable.Reverse(mapping.All(page.Trades ?? [])).OrderByDescending(position => position.ClosedUnixMs)];
    }

    public async Task<Position?> FindByTagAsync(string tag, CancellationToken cancellationToken) =>
        await search.FindAsync(tag, cancellationToken).ConfigureAwait(false) is { } trade ? mapping.Of(trade) : null;

    public async Task<OrderResult> EnterAsync(EntryOrder order, CancellationToken cancellationToken)
    {
        await _entry.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return Note("enter", order.Tag, await entries.EnterAsync(order, cancellationToken).ConfigureAwait(false));
        }
        finally
        {
            _entry.Release();
        }
    }

    public async Task<OrderResult> ExitAsync(ExitOrder order, CancellationToken cancellationToken) =>
        Note("exit", order.Tag, await exits.ExitAsync(order, cancellationToken).ConfigureAwait(false));

    public void Dispose() => _entry.Dispose();

    private OrderResult Note(string order, string tag, OrderResult result)
    {
        ExecutionMeter.Verdicts.Add(1, new TagList { { "order", order }, { "verdict", result.Verdict.ToString() }, { "account", options.Account } });
        LogVerdict(
            log,
            order,
            tag,
            result.Verdict,
            result.Position is { } position ? $", trade {position.TradeId}" : string.Empty,
            result.Reason is { Length: > 0 } reason ? $": {reason}" : string.Empty);
        return result;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Order} {Tag}: {Verdict}{Trade}{Reason}")]
    private static partial void LogVerdict(ILogger logger, string order, string tag, OrderVerdict verdict, string trade, string reason);
}
