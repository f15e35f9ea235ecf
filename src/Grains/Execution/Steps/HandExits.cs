using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Grains.Execution.Trail;

namespace SqueezeFlow.Grains.Execution.Steps;

/// <summary>
/// Positions closed by hand, any position of the account. The caller waits less than a call between grains may take; the order goes on without it.
/// Runs on the executor's scheduler.
/// </summary>
internal sealed class HandExits(IOrderGateway gateway, IMarketClock market, TimeProvider clock, ILogger logger, CancellationToken stopping, OrderNotes? notes = null)
{
    /// <summary>How long a caller waits.</summary>
    public static readonly TimeSpan WaitTimeout = TimeSpan.FromSeconds(4);

    /// <summary>After this the account's answer is not waited for any more, by nobody.</summary>
    public static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(60);

    private readonly Dictionary<string, Task<OrderResult>> _underWay = new(StringComparer.Ordinal);

    /// <summary>Done when every order has ended.</summary>
    public Task Ended => Task.WhenAll(_underWay.Values);

    /// <summary>Closes a position; asking again while that is under way waits for the same order.</summary>
    public async Task<OrderResult> CloseAsync(string tradeId)
    {
        if (!_underWay.TryGetValue(tradeId, out var order))
        {
            order = TryAsync(tradeId);
            if (!order.IsCompleted)
            {
                _underWay[tradeId] = order;
            }
        }

        try
        {
            return await order.WaitAsync(WaitTimeout, clock, stopping);
        }
        catch (TimeoutException)
        {
            ExecutorMetrics.Failures.Add(1);
            return new(OrderVerdict.Unknown, null, $"the account has not answered for {WaitTimeout.TotalSeconds:0} s; the order goes on");
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever an account throws, whoever asked is told it.")]
    private async Task<OrderResult> TryAsync(string tradeId)
    {
        using var timeout = new CancellationTokenSource(TimeLimit, clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping, timeout.Token);
        var isSent = false;
        try
        {
            var positions = await gateway.GetOpenPositionsAsync(limit.Token);
            if (positions.FirstOrDefault(p => p.TradeId == tradeId) is not { } position)
            {
                return OrderResult.Refused($"no open position has the id {tradeId}");
            }

            isSent = true;
            notes?.ClosesByHand(position);
            return await gateway.ExitAsync(new(tradeId, position.Tag, ExitOrder.ByHand, market.NowUnixMs ?? position.OpenedUnixMs), limit.Token);
        }
        catch (Exception e)
        {
            ExecutorMetrics.Failures.Add(1);
            ExecutorLog.CloseFailed(logger, tradeId, e);
            return new(isSent ? OrderVerdict.Unknown : OrderVerdict.Unavailable, null, e.Message);
        }
        finally
        {
            _underWay.Remove(tradeId);
        }
    }
}
