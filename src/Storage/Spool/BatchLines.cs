using System.Text;

namespace SqueezeFlow.Storage.Spool;

/// <summary>Counts and cuts the lines of batches.</summary>
internal static class BatchLines
{
    private const byte End = (byte)'\n';

    /// <summary>Bytes of the first so many lines, their ends included.</summary>
    public static int LengthOf(ReadOnlySpan<byte> lines, int count)
    {
        var length = 0;
        for (var i = 0; i < count; i++)
        {
            length += lines[length..].IndexOf(End) + 1;
        }

        return length;
    }

    /// <summary>Two batches of half the lines each, the first half first. The times are those of the whole, since lines are not read here.</summary>
    public static (SpoolBatch First, SpoolBatch Second) Halve(in SpoolBatch batch)
    {
        var points = batch.Points / 2;
        var length = LengthOf(batch.Lines.Span, points);
        return (batch with { Lines = batch.Lines[..length], Points = points }, batch with { Lines = batch.Lines[length..], Points = batch.Points - points });
    }

    /// <summary>Refuses what is no batch.</summary>
    /// <exception cref="ArgumentException">Says what was expected and what was found.</exception>
    public static void Check(in SpoolBatch batch)
    {
        if (string.IsNullOrEmpty(batch.Policy) || Encoding.UTF8.GetByteCount(batch.Policy) > byte.MaxValue)
        {
            throw new ArgumentException($"Expected a policy of 1 to {byte.MaxValue} bytes, found '{batch.Policy}'.", nameof(batch));
        }

        var lines = batch.Lines.Span;
        var found = lines.Count(End);
        if (found != batch.Points || (lines.Length > 0 && lines[^1] != End))
        {
            throw new ArgumentException($"Expected {batch.Points} lines for {batch.Policy}, each with an end, found {found} ends in {lines.Length} bytes.", nameof(batch));
        }

        if (batch.LastUnixMs < batch.FirstUnixMs)
        {
            throw new ArgumentException($"Expected times in order for {batch.Policy}, found {batch.FirstUnixMs} to {batch.LastUnixMs}.", nameof(batch));
        }
    }
}
