using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Storage.Influx.Backup;

/// <summary>
/// Up to where bars of a market may be taken that were counted. A service that writes goes on while its bars are read: those beyond the ledger that was read before would
/// be counted twice by whoever goes on after the ledger's last trade. Where the ledger does not move, bars beyond it are of another origin and belong to what is stored.
/// For one caller.
/// </summary>
internal sealed class LedgerEnds(InfluxReading reading, EarlyRows early, TimeProvider clock)
{
    // The ledger follows the bars that it speaks of at once.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Dictionary<MarketId, bool> _moves = [];

    /// <summary>Whether all of a stretch that ends then is spoken of, so that nothing need be asked.</summary>
    public bool Reaches(MarketId market, long unixMs) => !early.Ends.TryGetValue(market, out var end) || unixMs <= end;

    /// <summary>The time, <see cref="long.MaxValue"/> where there is no bound.</summary>
    public async ValueTask<long> ReadAsync(MarketId market, CancellationToken cancellationToken)
    {
        if (!early.Ends.TryGetValue(market, out var end))
        {
            return long.MaxValue;
        }

        if (!_moves.TryGetValue(market, out var moves))
        {
            moves = await MovesAsync(market, end, cancellationToken).ConfigureAwait(false);
            if (!moves)
            {
                await Task.Delay(Pause, clock, cancellationToken).ConfigureAwait(false);
                moves = await MovesAsync(market, end, cancellationToken).ConfigureAwait(false);
            }

            _moves[market] = moves;
        }

        return moves ? end : long.MaxValue;
    }

    private async Task<bool> MovesAsync(MarketId market, long end, CancellationToken cancellationToken) =>
        (await reading.Bars.ReadLedgerAsync(market, end, long.MaxValue, cancellationToken).ConfigureAwait(false)).Any(run => run.ToUnixMs > end);
}
