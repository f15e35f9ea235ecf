using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Orders.Accounts;
using SqueezeFlow.Core.Views.Accounts;
using SqueezeFlow.Execution.Freqtrade.Inspection;
using SqueezeFlow.Grains.Execution;
using SqueezeFlow.Grains.Execution.Accounts;
using SqueezeFlow.Silo.Service;

namespace SqueezeFlow.Silo.Api.Execution;

/// <summary>What the bots of all accounts tell of themselves, judged. However many ask, a bot is asked by one at a time, and not again within two seconds.</summary>
/// <param name="inspections">The bot of main.</param>
/// <param name="options">The limits of main.</param>
/// <param name="grains">The accounts, and the coins that are followed.</param>
/// <param name="clock">Wall time.</param>
/// <param name="services">Bots of further accounts, by their names.</param>
/// <param name="configuration">Their limits.</param>
internal sealed class ExecutionChecks(
    IEnumerable<IBotInspection> inspections,
    IOptions<ExecutionOptions> options,
    IGrainAccess grains,
    TimeProvider clock,
    IServiceProvider? services = null,
    IConfiguration? configuration = null) : IDisposable
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private IReadOnlyList<AccountCheckView> _last = [];
    private long? _lastAt;

    /// <summary>Every check; nothing for an account without a bot.</summary>
    public async Task<IReadOnlyList<AccountCheckView>> RunAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_lastAt is not { } at || clock.GetElapsedTime(at) >= Kept)
            {
                _last = await AskAsync(cancellationToken);
                _lastAt = clock.GetTimestamp();
            }

            return _last;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task<IReadOnlyList<AccountCheckView>> AskAsync(CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll(grains.Accounts.Select(account => AskAsync(account, cancellationToken)));
        return [.. answers.SelectMany(answer => answer)];
    }

    private async Task<List<AccountCheckView>> AskAsync(string account, CancellationToken cancellationToken)
    {
        var isMain = account == AccountNames.Main;
        var limits = isMain || configuration is null ? options.Value : ExecutionAccounts.LimitsOf(configuration, account);
        string[] named = [.. limits.Symbols.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
        List<AccountCheckView> checks = [];
        foreach (var inspection in isMain ? inspections : services?.GetKeyedServices<IBotInspection>(account) ?? [])
        {
            var coins = named.Length > 0 ? named : await grains.GetTrackedAsync();
            checks.AddRange(await inspection.InspectAsync(new(limits.MaxOpenPositions, limits.RiskPerTrade, coins, named.Length > 0), cancellationToken));
        }

        return grains.Accounts.Count == 1 ? checks : checks.ConvertAll(check => check with { Account = account });
    }
}
