using System.Runtime.InteropServices;

namespace SqueezeFlow.Client.Terminals;

/// <summary>Ctrl+C and the request to stop: the first cancels what runs, a second one during it ends the process.</summary>
internal sealed class Interrupts : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Stack<CancellationTokenSource> _running = [];
    private readonly List<PosixSignalRegistration> _registrations = [];

    /// <summary>Listens to the signals of this process.</summary>
    public static Interrupts OfProcess()
    {
        var interrupts = new Interrupts();
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP])
        {
            interrupts._registrations.Add(PosixSignalRegistration.Create(signal, context => context.Cancel = interrupts.Raise()));
        }

        return interrupts;
    }

    /// <summary>Starts something that can be interrupted; what was started before is out of reach until <see cref="End"/>.</summary>
    public CancellationToken Begin()
    {
        var source = new CancellationTokenSource();
        lock (_gate)
        {
            _running.Push(source);
        }

        return source.Token;
    }

    /// <summary>Ends what was begun last.</summary>
    public void End()
    {
        lock (_gate)
        {
            _running.Pop().Dispose();
        }
    }

    /// <summary>Interrupts what was begun last; false when nothing was left to interrupt.</summary>
    public bool Raise()
    {
        lock (_gate)
        {
            if (!_running.TryPeek(out var source) || source.IsCancellationRequested)
            {
                return false;
            }

            source.Cancel();
            return true;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _registrations.ForEach(registration => registration.Dispose());
}
