using Microsoft.Win32.SafeHandles;

namespace SqueezeFlow.Client.Terminals;

/// <summary>
/// Standard output that says when its reader has gone; the runtime's own stream swallows that, and a command that
/// follows events into <c>head</c> would never end.
/// </summary>
internal sealed class StandardOutput(Stream inner) : Stream
{
    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Standard output of this process as UTF-8 text, flushed line by line.</summary>
    public static TextWriter Open(bool isRedirected)
    {
        if (!isRedirected || OperatingSystem.IsWindows())
        {
            return Console.Out;
        }

        // A file keeps its position in the descriptor that the shell shares with other commands: only pipes are taken over.
        var pipe = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        var stream = pipe.CanSeek ? Console.OpenStandardOutput() : new StandardOutput(pipe);
        return new StreamWriter(stream, new System.Text.UTF8Encoding(false)) { AutoFlush = true, NewLine = "\n" };
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            inner.Write(buffer);
        }
        catch (IOException error)
        {
            throw new ClosedPipeException(error);
        }
    }

    /// <inheritdoc/>
    public override void Flush() => inner.Flush();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();
}
