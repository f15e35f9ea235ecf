using SqueezeFlow.Core.Orders;

namespace SqueezeFlow.Grains.Execution;

/// <summary>The account as all symbols see it: see <see cref="SharedReading{T}"/>. Runs on the executor's scheduler.</summary>
/// <param name="gateway">The account.</param>
/// <param name="maxAge">How old an answer may be; zero to ask anew each time.</param>
/// <param name="clock">Wall time.</param>
/// <param name="stopping">Ends all reading.</param>
internal sealed class PortfolioReader(IOrderGateway gateway, TimeSpan maxAge, TimeProvider clock, CancellationToken stopping)
{
    /// <summary>How long one asker waits: less than a call between grains may take.</summary>
    public static readonly TimeSpan WaitTimeout = SharedReading<Portfolio>.WaitTimeout;

    /// <summary>After this an answer is not waited for any more, and the account is asked anew.</summary>
    public static readonly TimeSpan GiveUp = SharedReading<Portfolio>.GiveUp;

    // Of losses not long ago somebody who looks is told, not whether an entry may be sent: that is asked anew.
    private static readonly TimeSpan LossAge = TimeSpan.FromSeconds(10);

    private readonly SharedReading<IReadOnlyList<Position>> _losses = new(token => gateway.GetClosedPositionsAsync(IOrderGateway.MostClosed, token), LossAge, clock, stopping);
    private readonly SharedReading<Portfolio> _open = new(token => ReadAsync(gateway, token), maxAge, clock, stopping);
    private SharedReading<IReadOnlyList<Position>>? _closed;
    private int _closedMost;

    /// <summary>The account has been changed: what is known or under way is worth nothing any more.</summary>
    public void Forget()
    {
        _open.Forget();
        _losses.Forget();
        _closed = null;
    }

    /// <summary>The account, or what is in the way.</summary>
    public Task<(Portfolio? Portfolio, string? Problem)> ReadAsync() => _open.ReadAsync();

    /// <summary>Closed positions, newest first, at most so many; or what is in the way.</summary>
    public Task<(IReadOnlyList<Position>? Closed, string? Problem)> ReadClosedAsync(int most)
    {
        if (_closed is null || _closedMost != most)
        {
            _closed = new(token => gateway.GetClosedPositionsAsync(most, token), maxAge, clock, stopping);
            _closedMost = most;
        }

        return _closed.ReadAsync();
    }

    /// <summary>Closed positions as far as limits look at them, of some seconds ago at most; null when they cannot be read.</summary>
    public async Task<IReadOnlyList<Position>?> ReadForLimitsAsync() => (await _losses.ReadAsync()).Answer;

    private static async Task<Portfolio> ReadAsync(IOrderGateway gateway, CancellationToken cancellationToken)
    {
        var account = await gateway.GetAccountAsync(cancellationToken);
        return new(account, await gateway.GetOpenPositionsAsync(cancellationToken));
    }
}
