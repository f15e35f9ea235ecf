using System.Text;
using SqueezeFlow.Storage.Spool;

namespace SqueezeFlow.Storage.Tests.Spool;

/// <summary>Batches whose lines tell which they are.</summary>
internal static class SpoolText
{
    /// <summary>Lines <c>policy first</c>, <c>policy first+1</c> and so on, at as many milliseconds.</summary>
    public static SpoolBatch Batch(string policy, int first, int count) =>
        Batch(policy, first, [.. Lines(policy, first, count)]);

    /// <summary>A batch of given lines.</summary>
    public static SpoolBatch Batch(string policy, int first, string[] lines) =>
        new(policy, Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n"))), lines.Length, first, first + lines.Length - 1);

    /// <summary>The lines of such a batch.</summary>
    public static IEnumerable<string> Lines(string policy, int first, int count) => Enumerable.Range(first, count).Select(i => $"{policy} {i}");

    /// <summary>The lines of any batch.</summary>
    public static string[] LinesOf(SpoolBatch batch) => Encoding.UTF8.GetString(batch.Lines.Span).TrimEnd('\n').Split('\n');
}
