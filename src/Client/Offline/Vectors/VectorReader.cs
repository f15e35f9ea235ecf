using System.Text.Json;
using SqueezeFlow.Client.Offline.Reading;

namespace SqueezeFlow.Client.Offline.Vectors;

/// <summary>Reads vector files: <c>.json</c> or <c>.json.gz</c>, packed or not whatever the name says, an array of vectors or a single one.</summary>
internal static class VectorReader
{
    /// <summary>The vector files of a folder, by name, or the one file.</summary>
    /// <exception cref="DataFormatException">There is neither, or the folder holds no vector file.</exception>
    public static IReadOnlyList<string> FilesOf(string path)
    {
        if (File.Exists(path))
        {
            return [path];
        }

        if (!Directory.Exists(path))
        {
            throw new DataFormatException(path, "path", "nothing", "a vector file (.json, .json.gz) or a folder of them");
        }

        var files = Directory.EnumerateFiles(path).Where(IsVectorFile).Order(StringComparer.Ordinal).ToList();
        return files.Count > 0 ? files : throw new DataFormatException(path, "folder", "no vector file", "files ending in .json or .json.gz");
    }

    /// <summary>Name of a file without folder and extensions.</summary>
    public static string NameOf(string path) => Path.GetFileName(path).Split('.')[0];

    /// <summary>The vectors of a file.</summary>
    /// <exception cref="DataFormatException">The file is broken off or is not JSON.</exception>
    public static IReadOnlyList<VectorRow> Read(string path)
    {
        var file = Path.GetFileName(path);
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var root = Parse(path, file);
        return root.ValueKind switch
        {
            JsonValueKind.Array => [.. root.EnumerateArray().Select((row, i) => new VectorRow(file, folder, $"[{i}]", row))],
            JsonValueKind.Object => [new(file, folder, "$", root)],
            _ => throw new DataFormatException(file, "$", root.ValueKind.ToString(), "an array of vectors or one vector"),
        };
    }

    private static bool IsVectorFile(string path) =>
        path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".json.gz", StringComparison.OrdinalIgnoreCase);

    private static JsonElement Parse(string path, string file)
    {
        try
        {
            using var plain = DataFile.Open(path);
            using var document = JsonDocument.Parse(plain);
            return document.RootElement.Clone();
        }
        catch (JsonException broken)
        {
            var place = $"line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1}";
            throw new DataFormatException($"{file}: {place}: found no valid JSON, expected a complete array or object ({FirstLine(broken.Message)})", broken);
        }
        catch (Exception broken) when (broken is InvalidDataException or EndOfStreamException)
        {
            throw new DataFormatException($"{file}: gzip data: found a damaged or broken-off stream, expected a complete one ({FirstLine(broken.Message)})", broken);
        }
    }

    private static string FirstLine(string text) => text.Split('\n')[0].TrimEnd('\r');
}
