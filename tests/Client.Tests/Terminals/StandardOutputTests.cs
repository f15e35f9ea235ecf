using SqueezeFlow.Client.Terminals;

namespace SqueezeFlow.Client.Tests.Terminals;

public sealed class StandardOutputTests
{
    [Fact]
    public void A_broken_pipe_is_told_apart_from_other_failures()
    {
        using var output = new StandardOutput(new BrokenPipe());

        Assert.Throws<ClosedPipeException>(() => output.Write("line"u8));
    }

    private sealed class BrokenPipe : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("Broken pipe");
    }
}
