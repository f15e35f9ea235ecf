using System.Collections.Concurrent;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Orders.Accounts;
using SqueezeFlow.Core.Signals.Results;
using SqueezeFlow.Core.Signals.Trail;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Grains.Execution.Accounts;

namespace SqueezeFlow.Grains.Health.Probes;

/// <summary>
/// Whether every account that may hold a position of ours is in the configuration: one that was taken out is looked after by nobody, and no exit leaves it. By the record, which
/// outlives the configuration.
/// </summary>
/// <param name="routes">The accounts there are.</param>
/// <param name="results">Tells the entries whose end is not known.</param>
/// <param name="trail">Tells their accounts.</param>
internal sealed class AccountsProbe(AccountRoutes routes, ISignalResults results, ISignalTrail trail) : IHealthProbe
{
    private const int MostAwaited = 1_000;
    private const int MostNamed = 3;

    // A signal's account never changes.
    private readonly ConcurrentDictionary<string, string> _accounts = new(StringComparer.Ordinal);

    public bool IsRequired => false;

    public async ValueTask<HealthPart> CheckAsync(CancellationToken cancellationToken)
    {
        var awaited = await results.ReadAwaitedAsync(MostAwaited, cancellationToken);
        await LearnAsync(awaited, cancellationToken);
        var absent = awaited.Select(id => (Id: id, Account: _accounts.GetValueOrDefault(id, AccountNames.Main)))
            .Where(entry => !routes.Names.Contains(entry.Account))
            .GroupBy(entry => entry.Account, entry => entry.Id, StringComparer.Ordinal)
            .OrderBy(entries => entries.Key, StringComparer.Ordinal)
            .ToArray();
        return new(
            "accounts",
            absent.Length == 0 ? HealthLevels.Healthy : HealthLevels.Degraded,
            absent.Length == 0 ? "all that may hold positions of ours are in the configuration" : string.Join("; ", absent.Select(InWords)),
            new Dictionary<string, double> { ["absent"] = absent.Length, ["positions"] = absent.Sum(static entries => entries.Count()) });
    }

    private static string InWords(IGrouping<string, string> entries)
    {
        var count = entries.Count();
        var more = count > MostNamed ? $" and {count - MostNamed} more" : "";
        return $"account {entries.Key} was taken out of the configuration, and {count} of our positions there {(count == 1 ? "has" : "have")} no end on record: {string.Join(", ", entries.Take(MostNamed))}{more}; "
            + $"put {ExecutionAccounts.SectionOf(entries.Key)} back, left out of Execution:Routes, until it holds nothing";
    }

    private async Task LearnAsync(IReadOnlyList<string> awaited, CancellationToken cancellationToken)
    {
        foreach (var id in _accounts.Keys.Except(awaited, StringComparer.Ordinal))
        {
            _accounts.TryRemove(id, out _);
        }

        string[] unknown = [.. awaited.Where(id => !_accounts.ContainsKey(id))];
        if (unknown.Length > 0)
        {
            foreach (var record in await trail.FindAsync(unknown, cancellationToken))
            {
                _accounts[record.Signal.Id] = record.Signal.Account ?? AccountNames.Main;
            }
        }
    }
}
