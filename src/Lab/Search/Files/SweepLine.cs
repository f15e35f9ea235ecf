using System.Text.Json;
using SqueezeFlow.Lab.Overfitting;
using SqueezeFlow.Lab.Search.Objectives;

namespace SqueezeFlow.Lab.Search.Files;

/// <summary>One candidate as a line of a result file.</summary>
internal static class SweepLine
{
    public static string Write(SweepEntry entry) => JsonLine.Write(writer =>
    {
        writer.WriteNumber("n", entry.Number);
        writer.WriteNumbers("values", entry.Values);
        writer.WriteNumbers("measures", Enum.GetValues<Measure>().Select(measure => entry.Outcome.Measures[measure]));
        if (entry.Early is { } early)
        {
            writer.WritePropertyName("early");
            writer.WriteNumber(early);
        }

        if (entry.IsStopped)
        {
            writer.WriteBoolean("stopped", true);
        }

        if (entry.Outcome.Returns is { } returns)
        {
            writer.WriteNumbers("counts", returns.Counts);
            writer.WriteNumbers("sums", returns.Sums);
            writer.WriteNumbers("squares", returns.Squares);
        }
    });

    /// <exception cref="JsonException">It is no such line.</exception>
    public static SweepEntry Read(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            var measures = root.ReadNumbers("measures").Select((value, i) => KeyValuePair.Create((Measure)i, value));
            var returns = root.TryGetProperty("counts", out _)
                ? new ReturnBlocks(root.ReadNumbers("counts"), root.ReadNumbers("sums"), root.ReadNumbers("squares"))
                : null;
            return new(
                root.GetProperty("n").GetInt32(),
                root.ReadNumbers("values"),
                new(new MeasureSet(measures), returns),
                root.TryGetProperty("early", out var early) ? early.ReadNumber() : null,
                root.TryGetProperty("stopped", out var stopped) && stopped.GetBoolean());
        }
        catch (Exception error) when (error is KeyNotFoundException or InvalidOperationException or FormatException or IndexOutOfRangeException or ArgumentException)
        {
            throw new JsonException(error.Message, error);
        }
    }
}
