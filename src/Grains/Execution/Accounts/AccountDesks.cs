using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Orders.Accounts;
using SqueezeFlow.Grains.Execution.Results;
using SqueezeFlow.Grains.Execution.Risk;
using SqueezeFlow.Grains.Execution.Trail;
using SqueezeFlow.Grains.Signals;

namespace SqueezeFlow.Grains.Execution.Accounts;

/// <summary>
/// Puts together what the executor of an account works with. The gateway of main is the <see cref="IOrderGateway"/> of the service; those of further
/// accounts are registered under their names. A name that is no account any more gets one that cannot be reached.
/// </summary>
internal sealed class AccountDesks(
    IServiceProvider services,
    IConfiguration configuration,
    AccountRoutes routes,
    IDataCertainty certainty,
    IMarketPrices prices,
    IMarketClock market,
    OrderNotes notes,
    IOptions<EvaluationOptions> evaluation,
    IOptions<ExecutionOptions> main,
    TimeProvider clock,
    ILoggerFactory logs)
{
    /// <summary>The desk of an account.</summary>
    public AccountDesk Of(string account)
    {
        var gateway = GatewayOf(account);
        var limits = Options.Create(account == AccountNames.Main ? main.Value : ExecutionAccounts.LimitsOf(configuration, account));
        var risk = new EntryRisk(
            gateway, new(prices, market, limits, evaluation), new(certainty, limits, evaluation), market, limits, routes, account);
        return new(
            gateway,
            new(gateway, risk, market, limits, evaluation, clock, notes, (gateway as AbsentAccount)?.Reason),
            limits.Value,
            LogOf(typeof(ExecutorGrain), account),
            LogOf(typeof(ResultWatch), account),
            !routes.IsSingle || account != AccountNames.Main);
    }

    // Where there is no account there is no call to follow.
    private IOrderGateway GatewayOf(string account) =>
        (account == AccountNames.Main ? services.GetRequiredService<IOrderGateway>() : services.GetKeyedService<IOrderGateway>(account)) is { } gateway
            ? new TracedGateway(gateway, account)
            : new AbsentAccount(account);

    private ILogger LogOf(Type type, string account) => logs.CreateLogger(account == AccountNames.Main ? type.FullName! : $"{type.FullName}.{account}");
}
