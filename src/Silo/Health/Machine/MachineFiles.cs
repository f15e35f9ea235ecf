using System.Globalization;

namespace SqueezeFlow.Silo.Health.Machine;

/// <summary>Files in which the kernel tells of the machine. All of them are read only, and any may be missing: on another system, or where it is hidden.</summary>
/// <param name="root">Folder below which they are looked for.</param>
internal sealed class MachineFiles(string root = "/")
{
    /// <summary>Whether a file is there.</summary>
    public bool Exists(string path) => File.Exists(Full(path));

    /// <summary>Lines of a file; empty when it cannot be read.</summary>
    public string[] Lines(string path)
    {
        try
        {
            return File.ReadAllLines(Full(path));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            MachineMetrics.Unreadable.Add(1);
            return [];
        }
    }

    /// <summary>The number that a file holds; null when it holds none, e.g. <c>max</c>.</summary>
    public double? Number(string path) => Exists(path) && Lines(path) is [var line, ..] ? NumberOf(line) : null;

    /// <summary>The number after a name at the start of a line, e.g. of <c>MemTotal:  2035 kB</c>; null when there is none.</summary>
    public double? Number(string path, string name) => Exists(path)
        ? Lines(path).Select(Words).Where(words => words.Length > 1 && words[0] == name).Select(words => NumberOf(words[1])).FirstOrDefault()
        : null;

    /// <summary>Entries of a folder; null when it cannot be read.</summary>
    public int? Count(string path)
    {
        try
        {
            return Directory.Exists(Full(path)) ? Directory.EnumerateFileSystemEntries(Full(path)).Count() : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            MachineMetrics.Unreadable.Add(1);
            return null;
        }
    }

    /// <summary>Words of a line.</summary>
    public static string[] Words(string line) => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A number as the kernel writes it; null for anything else.</summary>
    public static double? NumberOf(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private string Full(string path) => Path.Combine(root, path.TrimStart('/'));
}
