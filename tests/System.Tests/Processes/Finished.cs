using System.Text.Json.Nodes;

namespace SqueezeFlow.SystemTests.Processes;

/// <summary>What a process left behind.</summary>
internal sealed record Finished(int ExitCode, string Output, string Error)
{
    private const string NoTime = "stopped without a summary: what was sent could not be counted and stored in time";

    /// <summary>The last line of standard output, read as JSON.</summary>
    public JsonNode LastLine => JsonNode.Parse(Output.TrimEnd().Split('\n')[^1])!;

    public Finished AssertDone()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}: {Output}{Error[Math.Max(0, Error.Length - 4_000)..]}");
        return this;
    }

    /// <summary>Ended by itself: with its summary, or with the word that a busy machine left its stop too little time for one.</summary>
    public Finished AssertStopped() => ExitCode == 1 && Error.Contains(NoTime, StringComparison.Ordinal) ? this : AssertDone();
}
