using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Orders.Accounts;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Trail;
using SqueezeFlow.Core.Words;

namespace SqueezeFlow.Grains.Execution.Risk;

/// <summary>
/// Whether an entry may be sent, as far as money, limits, price and data are concerned; asked right before it is. Each refusal tells its figures.
/// </summary>
internal sealed class EntryRisk(
    IOrderGateway gateway,
    PriceGuard prices,
    DataGuard data,
    IMarketClock market,
    IOptions<ExecutionOptions> options,
    AccountRoutes routes,
    string account)
{
    private readonly ExecutionOptions _options = options.Value;
    private readonly LossLimits _losses = new(options.Value);

    /// <summary>Why an entry must not be sent, in words, and by which rule; null when it may be.</summary>
    /// <param name="signal">The entry.</param>
    /// <param name="open">What the account holds.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <exception cref="IOException">The account cannot be reached.</exception>
    public async Task<Refusal?> RefuseAsync(Signal signal, IReadOnlyList<Position> open, CancellationToken cancellationToken)
    {
        if (RefuseBySymbol(signal, open) is { } reason)
        {
            return reason;
        }

        var account = await gateway.GetAccountAsync(cancellationToken);
        var most = Math.Min(_options.MaxOpenPositions, account.MaxOpenPositions);
        if (open.Count >= most)
        {
            return new(SignalRules.Room, open.Count, most) { Words = $"{open.Count} positions are open, the limit is {most}" };
        }

        return await RefuseByLossAsync(signal, account, cancellationToken)
            ?? await data.RefuseAsync(signal, cancellationToken)
            ?? await prices.RefuseAsync(signal, cancellationToken);
    }

    private Refusal? RefuseBySymbol(Signal signal, IReadOnlyList<Position> open)
    {
        var coin = signal.BaseSymbol;
        if (routes.Refuse(account, coin, signal.Score) is { } reason)
        {
            return new(routes.Routes.Any(route => route.TakesCoin(coin)) ? SignalRules.Route : SignalRules.Coin) { Words = reason };
        }

        var held = open.Count(p => p.BaseSymbol == coin);
        var words = _options.MaxPositionsPerSymbol == 1
            ? $"a position of {coin} is open already"
            : $"{held} positions of {coin} are open already, the limit is {_options.MaxPositionsPerSymbol}";
        return held < _options.MaxPositionsPerSymbol ? null : new(SignalRules.Position, held, _options.MaxPositionsPerSymbol) { Words = words };
    }

    private async Task<Refusal?> RefuseByLossAsync(Signal signal, Account account, CancellationToken cancellationToken)
    {
        if (!_losses.AreSet || market.NowUnixMs is not { } now)
        {
            return null;
        }

        var closed = await gateway.GetClosedPositionsAsync(IOrderGateway.MostClosed, cancellationToken);
        return RefuseByDay(closed, account, now) ?? RefuseByCooldown(signal, closed, now);
    }

    private Refusal? RefuseByDay(IReadOnlyList<Position> closed, Account account, long now) =>
        _losses.DayOf(closed, account, now) is { } day && day.Lost >= day.Allowed
            ? new(SignalRules.DailyLoss, (double)day.Lost, (double)day.Allowed)
            {
                Words = $"{UsdText.Exact(day.Lost)} were lost since midnight UTC, allowed {UsdText.Exact(day.Allowed)} ({_options.MaxDailyLoss:P1} of {UsdText.Exact(day.Before)})",
            }
            : null;

    private Refusal? RefuseByCooldown(Signal signal, IReadOnlyList<Position> closed, long now)
    {
        if (_losses.CoolDownsOf(closed, now).FirstOrDefault(one => one.Symbol == signal.BaseSymbol) is not { } left)
        {
            return null;
        }

        var whole = _options.CooldownAfterLoss.TotalMinutes;
        var age = whole - TimeSpan.FromMilliseconds(left.UntilUnixMs - now).TotalMinutes;
        return new(SignalRules.Cooldown, age, whole)
        {
            Words = $"{signal.BaseSymbol} lost {UsdText.Exact(left.LostUsd)} {age:0} min ago, and is left alone for {whole:0} min",
        };
    }
}
