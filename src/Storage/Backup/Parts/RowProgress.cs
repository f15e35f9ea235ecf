using SqueezeFlow.Storage.Backup.Ports;

namespace SqueezeFlow.Storage.Backup.Parts;

/// <summary>Counts rows over all files of one step, and tells now and then.</summary>
internal sealed class RowProgress(IBackupProgress? listener, string step, long total)
{
    private const int Every = 1_024;

    private long _rows;

    /// <summary>So many more.</summary>
    public void Add(int rows = 1)
    {
        var before = _rows;
        _rows += rows;
        if (_rows / Every != before / Every)
        {
            listener?.Report(step, _rows, Math.Max(total, _rows));
        }
    }
}
