using System.Text.Json.Nodes;

namespace SqueezeFlow.Client.Offline.Vectors;

/// <summary>A report as JSON: <c>{"passed","failed","files":[{"file","profile","passed","failed","mismatches":[...]}]}</c>.</summary>
internal static class VectorJson
{
    public static JsonObject Of(VectorReport report) => new()
    {
        ["passed"] = report.Passed,
        ["failed"] = report.Failed,
        ["files"] = new JsonArray([.. report.Files.Select(Of)]),
    };

    private static JsonNode Of(VectorFileResult file)
    {
        var tree = new JsonObject
        {
            ["file"] = file.File,
            ["profile"] = file.Profile,
            ["passed"] = file.Passed,
            ["failed"] = file.Failed,
            ["mismatches"] = new JsonArray([.. file.Mismatches.Select(Of)]),
        };
        if (file.Error is not null)
        {
            tree["error"] = file.Error;
        }

        return tree;
    }

    private static JsonNode Of(VectorMismatch mismatch) => new JsonObject
    {
        ["vector"] = mismatch.Vector,
        ["field"] = mismatch.Field,
        ["expected"] = mismatch.Expected,
        ["actual"] = mismatch.Actual,
    };
}
