using System.Text.Json;
using System.Text.Json.Nodes;
using SqueezeFlow.Storage.Backup.Ports;

namespace SqueezeFlow.Storage.Backup.Format;

/// <summary>What a backup holds. Written last: a folder without it holds no backup.</summary>
/// <param name="Format">Version of the format.</param>
/// <param name="Program">Version of the program that wrote it.</param>
/// <param name="MadeAt">When it was finished.</param>
/// <param name="Mark">The moment that it shows.</param>
/// <param name="Files">Its files.</param>
public sealed record BackupManifest(int Format, string Program, DateTimeOffset MadeAt, SnapshotMark Mark, IReadOnlyList<BackupFile> Files)
{
    /// <summary>Name of its file.</summary>
    public const string FileName = "manifest.json";

    /// <summary>The format that this program writes and reads.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Rows of all files.</summary>
    public long Rows => Files.Sum(file => file.Rows);

    /// <summary>Bytes of all files.</summary>
    public long Bytes => Files.Sum(file => file.Bytes);

    /// <summary>Writes it to a folder, whole or not at all.</summary>
    internal void Save(string folder)
    {
        var path = Path.Combine(folder, FileName);
        using (var stream = File.Create(path + ".tmp"))
        {
            JsonSerializer.Serialize(stream, this, BackupJson.Manifest);
            stream.Flush(flushToDisk: true);
        }

        File.Move(path + ".tmp", path);
    }

    /// <summary>Reads that of a folder.</summary>
    /// <exception cref="BackupException">There is none, it is damaged, or its format is not known.</exception>
    internal static BackupManifest Load(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            throw new BackupException($"{folder}: holds no {FileName}: it is no backup, or one that was not finished. Name the folder of a finished one");
        }

        try
        {
            var text = File.ReadAllText(path);
            EnsureKnown(path, JsonNode.Parse(text)?["format"]);
            return JsonSerializer.Deserialize<BackupManifest>(text, BackupJson.Manifest) ?? throw new JsonException("it is null");
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            throw new BackupException($"{path}: damaged, it cannot be read ({error.Message.TrimEnd('.')}). Take another backup", error);
        }
    }

    private static void EnsureKnown(string path, JsonNode? format)
    {
        if (format?.GetValue<int>() is not { } version)
        {
            throw new JsonException("it has no format");
        }

        if (version != CurrentFormat)
        {
            throw new BackupException($"{path}: its format is {version}, this program reads {CurrentFormat}. Restore it with the version of the program that reads it");
        }
    }
}
