using SqueezeFlow.Core.Orders;

namespace SqueezeFlow.Grains.Execution.Watch;

/// <summary>
/// One look at the account: open positions, and closed ones for whoever asks for them, read afterwards and once. What closes between the two is open
/// in the first list and waits for the next look; it is never in neither. Runs on the executor's scheduler.
/// </summary>
/// <param name="gateway">The account.</param>
/// <param name="open">Positions that are open.</param>
/// <param name="beganAt">Timestamp of the clock before they were asked for.</param>
internal sealed class AccountSight(IOrderGateway gateway, IReadOnlyList<Position> open, long beganAt)
{
    /// <summary>Closed positions that the account is asked for at first: what is looked for has mostly closed just now.</summary>
    public const int FewClosed = 50;

    // Only what has been read is shared: each asker waits as long as it may, and no longer.
    private IReadOnlyList<Position>? _closed;
    private int _most;

    /// <summary>Positions that are open.</summary>
    public IReadOnlyList<Position> Open => open;

    /// <summary>Timestamp of the clock before they were asked for.</summary>
    public long BeganAt => beganAt;

    /// <summary>Closed positions, newest first: the latest few where those hold all that are looked for, else as many as the account tells.</summary>
    /// <param name="tags">What is looked for.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <exception cref="IOException">The account cannot be reached.</exception>
    public async Task<IReadOnlyList<Position>> ReadClosedAsync(IReadOnlyCollection<string> tags, CancellationToken cancellationToken)
    {
        var few = await ReadAsync(FewClosed, cancellationToken);
        return few.Count < FewClosed || tags.All(tag => few.Any(position => position.Tag == tag)) ? few : await ReadAsync(IOrderGateway.MostClosed, cancellationToken);
    }

    private async Task<IReadOnlyList<Position>> ReadAsync(int most, CancellationToken cancellationToken)
    {
        if (_closed is { } known && (known.Count < _most || _most >= most))
        {
            return known;
        }

        var read = await gateway.GetClosedPositionsAsync(most, cancellationToken);
        if (most >= _most)
        {
            (_closed, _most) = (read, most);
        }

        return read;
    }
}
