using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Orders.Accounts;
using SqueezeFlow.Grains.Execution;
using SqueezeFlow.Grains.Execution.Risk;
using SqueezeFlow.Grains.Execution.Trail;
using SqueezeFlow.Grains.Signals;

namespace SqueezeFlow.Grains.Tests.Execution;

/// <summary>Puts the desk together as the service does.</summary>
internal static class Desks
{
    public static OrderDesk Of(
        IOrderGateway gateway,
        IMarketPrices prices,
        IDataCertainty certainty,
        IMarketClock market,
        ExecutionOptions execution,
        EvaluationOptions evaluation,
        TimeProvider clock,
        OrderNotes? notes = null) =>
        new(gateway, RiskOf(gateway, prices, certainty, market, execution, evaluation), market, Options.Create(execution), Options.Create(evaluation), clock, notes);

    public static EntryRisk RiskOf(
        IOrderGateway gateway,
        IMarketPrices prices,
        IDataCertainty certainty,
        IMarketClock market,
        ExecutionOptions execution,
        EvaluationOptions evaluation)
    {
        var (limits, strategy) = (Options.Create(execution), Options.Create(evaluation));
        return new(gateway, new(prices, market, limits, strategy), new(certainty, limits, strategy), market, limits, RoutesOf(execution), AccountNames.Main);
    }

    private static AccountRoutes RoutesOf(ExecutionOptions limits) =>
        new([AccountRoute.Of(AccountNames.Main, limits.Symbols, limits.MinScore, limits.MaxScore)], []);
}
