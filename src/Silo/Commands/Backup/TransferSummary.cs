using System.Globalization;
using System.Text.Json;
using SqueezeFlow.Silo.Api.Json;
using SqueezeFlow.Storage.Backup.Format;
using SqueezeFlow.Storage.Backup.Ports;

namespace SqueezeFlow.Silo.Commands.Backup;

/// <summary>How a backup or a restore ended.</summary>
/// <param name="Folder">Folder of the backup.</param>
/// <param name="Format">Version of its format.</param>
/// <param name="Program">Version of the program that wrote it.</param>
/// <param name="Mark">The moment that it shows.</param>
/// <param name="Rows">Rows of all files.</param>
/// <param name="Bytes">Bytes of all files.</param>
/// <param name="Seconds">How long it took, wall seconds.</param>
/// <param name="Files">Its files.</param>
/// <param name="Kept">Where a restore has kept the store that it replaced; null when there was none.</param>
/// <param name="LeftOut">Rows that the store cannot keep; null for a backup.</param>
internal sealed record TransferSummary(
    string Folder, int Format, string Program, SnapshotMark Mark, long Rows, long Bytes, double Seconds, IReadOnlyList<BackupFile> Files, string? Kept = null,
    IReadOnlyList<LeftOut>? LeftOut = null)
{
    /// <summary>Sums up.</summary>
    public static TransferSummary Of(string folder, BackupManifest manifest, TimeSpan elapsed, string? kept = null, IReadOnlyList<LeftOut>? leftOut = null) => new(
        folder, manifest.Format, manifest.Program, manifest.Mark, manifest.Rows, manifest.Bytes, elapsed.TotalSeconds, manifest.Files, kept, leftOut);

    /// <summary>Prints it.</summary>
    /// <param name="what">What was done, e.g. <c>backed up</c>.</param>
    /// <param name="json">Whether as one line of JSON.</param>
    /// <param name="output">Where to.</param>
    public void Write(string what, bool json, TextWriter output)
    {
        if (json)
        {
            output.WriteLine(JsonSerializer.Serialize(this, SiloJson.Options));
            return;
        }

        foreach (var file in Files)
        {
            output.WriteLine(Text($"{file.Rows,14:N0}  {file.Name}"));
        }

        output.WriteLine(Text($"{what} {Rows:N0} rows as of {Mark.At:yyyy-MM-dd HH:mm:ss'Z'} in {Seconds:N1} s ({Bytes:N0} bytes in {Folder})"));
        foreach (var left in LeftOut ?? [])
        {
            output.WriteLine(Text($"{left.Rows,14:N0}  of {left.File} are not kept: {left.Reason}"));
        }

        if (Kept is not null)
        {
            output.WriteLine($"the store that was replaced is kept as {Kept}");
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
