using SqueezeFlow.Core.Orders.Accounts;
using SqueezeFlow.Core.Signals.Trail;

namespace SqueezeFlow.Grains.Execution.Results;

/// <summary>Tells signals of one account from those of others, by their record; what is on no record may be anybody's. Runs on the executor's scheduler.</summary>
/// <param name="account">Name of the account.</param>
/// <param name="trail">Record of signals.</param>
internal sealed class OwnSignals(string account, ISignalTrail trail)
{
    private readonly Dictionary<string, bool> _known = new(StringComparer.Ordinal);

    /// <summary>Those of the account, in their order. The record is asked once for each.</summary>
    /// <exception cref="IOException">The record cannot be read.</exception>
    public async Task<IReadOnlyList<string>> OfAsync(IReadOnlyList<string> signalIds, CancellationToken cancellationToken)
    {
        foreach (var id in _known.Keys.Except(signalIds, StringComparer.Ordinal).ToList())
        {
            _known.Remove(id);
        }

        string[] unknown = [.. signalIds.Where(id => !_known.ContainsKey(id))];
        if (unknown.Length > 0)
        {
            foreach (var record in await trail.FindAsync(unknown, cancellationToken))
            {
                _known[record.Signal.Id] = (record.Signal.Account ?? AccountNames.Main) == account;
            }
        }

        return [.. signalIds.Where(id => _known.GetValueOrDefault(id, true))];
    }
}
