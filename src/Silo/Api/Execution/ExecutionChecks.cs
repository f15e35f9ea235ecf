using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Views.Accounts;
using SqueezeFlow.Execution.Freqtrade.Inspection;
using SqueezeFlow.Grains.Execution;
using SqueezeFlow.Silo.Service;

namespace SqueezeFlow.Silo.Api.Execution;

/// <summary>What the bots tell of themselves, judged. However many ask, a bot is asked by one at a time, and not again within two seconds.</summary>
internal sealed class ExecutionChecks(IEnumerable<IBotInspection> inspections, IOptions<ExecutionOptions> options, IGrainAccess grains, TimeProvider clock) : IDisposable
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
        string[] named = options.Value.Symbols.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        List<AccountCheckView> checks = [];
        foreach (var inspection in inspections)
        {
            var coins = named.Length > 0 ? named : await grains.GetTrackedAsync();
            var expected = new EntryExpectations(options.Value.MaxOpenPositions, options.Value.RiskPerTrade, coins, named.Length > 0);
            checks.AddRange(await inspection.InspectAsync(expected, cancellationToken));
        }

        return checks;
    }
}
