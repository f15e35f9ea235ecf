namespace SqueezeFlow.Simulation.Venues.Streams;

/// <summary>
/// Gathers what a WebSocket writes until <see cref="SendAsync"/> passes it on in one piece: many frames, one system call.
/// Writing never waits; sending waits for the peer, which is the world's back-pressure.
/// </summary>
internal sealed class BatchStream(Stream inner) : Stream
{
    private readonly Lock _gate = new();
    private byte[] _filling = new byte[32 * 1024];
    private byte[] _sending = new byte[32 * 1024];
    private int _filled;

    /// <summary>Bytes gathered.</summary>
    public int Pending => Volatile.Read(ref _filled);

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Passes on what was gathered; returns when the peer's side took it. One caller at a time.</summary>
    public async ValueTask SendAsync(CancellationToken cancellationToken)
    {
        int count;
        lock (_gate)
        {
            count = _filled;
            (_filling, _sending) = (_sending, _filling);
            _filled = 0;
        }

        if (count > 0)
        {
            await inner.WriteAsync(_sending.AsMemory(0, count), cancellationToken);
            await inner.FlushAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        inner.ReadAsync(buffer, cancellationToken);

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        inner.ReadAsync(buffer, offset, count, cancellationToken);

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Gather(buffer.Span);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        Gather(buffer.AsSpan(offset, count));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Gather(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Gather(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            if (_filled + bytes.Length > _filling.Length)
            {
                Array.Resize(ref _filling, Math.Max(2 * _filling.Length, _filled + bytes.Length));
            }

            bytes.CopyTo(_filling.AsSpan(_filled));
            _filled += bytes.Length;
        }
    }
}
