using System.Text.Json;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Core.Tests;

/// <summary>Recorded vectors of the pipeline, read in place.</summary>
internal static class PipelineVectors
{
    public static JsonElement[] Read(string name)
    {
        var path = SharedData.Require("vectors", "strategy", name + ".json");
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return [.. document.RootElement.Clone().EnumerateArray()];
    }
}
