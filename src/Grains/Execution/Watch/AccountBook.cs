using SqueezeFlow.Core.Orders;

namespace SqueezeFlow.Grains.Execution.Watch;

/// <summary>What the account holds, as it was last looked at: what one has read, another need not read again. Runs on the executor's scheduler.</summary>
internal sealed class AccountBook(IOrderGateway gateway, TimeProvider clock)
{
    /// <summary>The latest look; null before the first.</summary>
    public AccountSight? Latest { get; private set; }

    /// <summary>Looks anew.</summary>
    /// <exception cref="IOException">The account cannot be reached.</exception>
    public async Task<AccountSight> LookAsync(CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        var sight = new AccountSight(gateway, await gateway.GetOpenPositionsAsync(cancellationToken), began);

        // One that began later may have ended sooner.
        if (Latest is null || Latest.BeganAt <= began)
        {
            Latest = sight;
        }

        return sight;
    }
}
