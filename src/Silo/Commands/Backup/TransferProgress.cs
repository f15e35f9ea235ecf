using System.Globalization;
using SqueezeFlow.Silo.Commands.Running;
using SqueezeFlow.Storage.Backup.Ports;

namespace SqueezeFlow.Silo.Commands.Backup;

/// <summary>Says how far a backup or a restore is: one line that changes on a terminal, a line now and then elsewhere.</summary>
internal sealed class TransferProgress(TextWriter error, TimeProvider clock) : IBackupProgress, IDisposable
{
    private static readonly TimeSpan ScreenPeriod = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LinePeriod = TimeSpan.FromSeconds(5);

    private readonly ErrorScreen? _screen = error is ErrorScreen { IsTerminal: true } screen ? screen : null;
    private string? _work;
    private long _began;
    private long _told;

    /// <inheritdoc/>
    public void Report(string work, long rows, long total)
    {
        if (work != _work)
        {
            _work = work;
            _began = _told = clock.GetTimestamp();
        }

        if (clock.GetElapsedTime(_told) < (_screen is null ? LinePeriod : ScreenPeriod))
        {
            return;
        }

        _told = clock.GetTimestamp();
        Tell(work, rows, total, rows / clock.GetElapsedTime(_began).TotalSeconds);
    }

    /// <summary>Takes the line away.</summary>
    public void Dispose() => _screen?.Show();

    private void Tell(string work, long rows, long total, double perSecond)
    {
        string[] parts =
        [
            work,
            Text($"{rows:N0} of {total:N0} rows"),
            Text($"{perSecond:N0} rows/s"),
            Text($"{TimeSpan.FromSeconds((total - rows) / perSecond):h\\:mm\\:ss} left"),
        ];
        if (_screen is not null)
        {
            _screen.Show(parts);
        }
        else
        {
            error.WriteLine(string.Join(", ", parts));
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
