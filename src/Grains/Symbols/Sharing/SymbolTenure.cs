using SqueezeFlow.Grains.Storage;

namespace SqueezeFlow.Grains.Symbols.Sharing;

/// <summary>
/// The time that a symbol is on a silo, where another may take it over: what it waits for when it comes, and what it may not wait for when it goes. Where one
/// silo is alone there is nothing to wait for, and no hurry. Not thread-safe.
/// </summary>
internal sealed class SymbolTenure
{
    /// <summary>In which every lane has asked at least once, and handed over what it keeps.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromSeconds(12);

    // Many times as long as a lane waits before it asks again.
    private const long ForgettingMs = 300_000;

    // How long a symbol that is to move goes on evaluating.
    private const long EvaluatingMs = 5_000;

    private static readonly TimeSpan LeavingTime = TimeSpan.FromSeconds(3);

    private readonly BarWriter _writer;
    private readonly TimeProvider _clock;
    private readonly bool _isShared;
    private readonly long _settledUnixMs;
    private long _forgetsUnixMs;

    /// <summary>Begins now.</summary>
    /// <param name="writer">Takes the symbol's rows.</param>
    /// <param name="clock">Wall time.</param>
    /// <param name="isShared">Whether there may be other silos.</param>
    public SymbolTenure(BarWriter writer, TimeProvider clock, bool isShared)
    {
        (_writer, _clock, _isShared) = (writer, clock, isShared);
        _settledUnixMs = isShared ? WallMs + (long)Settling.TotalMilliseconds : 0;
        _forgetsUnixMs = isShared ? WallMs + ForgettingMs : long.MaxValue;
    }

    /// <summary>Wall time from which bars are evaluated: by then all that other silos have read is here. Null when it has come.</summary>
    public long? SettlesUnixMs => WallMs < _settledUnixMs ? _settledUnixMs : null;

    private long WallMs => _clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Whether it is time, now and then, to forget senders of which nothing was heard.</summary>
    public bool IsTimeToForget()
    {
        if (WallMs < _forgetsUnixMs)
        {
            return false;
        }

        _forgetsUnixMs = WallMs + ForgettingMs;
        return true;
    }

    /// <summary>Whether a symbol that was asked to leave goes now: what is being evaluated comes to its end first, unless it hangs, and is evaluated where the symbol comes up then.</summary>
    public bool Goes(long askedUnixMs, bool isEvaluating) => !isEvaluating || WallMs - askedUnixMs > EvaluatingMs;

    /// <summary>Brings work to its end; where others wait for the rows, an account or a venue that hangs must not keep them from whoever takes over.</summary>
    public async Task EndAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(_isShared ? LeavingTime : Timeout.InfiniteTimeSpan, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        await work(either.Token);
    }

    /// <summary>Hands over all rows; where another silo goes on with them, until it can read them.</summary>
    /// <exception cref="IOException">They could not be written.</exception>
    public Task HandOverRowsAsync(CancellationToken cancellationToken) =>
        _isShared ? _writer.StoredAsync(LeavingTime, cancellationToken) : _writer.FlushAsync(cancellationToken);
}
