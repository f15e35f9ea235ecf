using System.Text.Json;
using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.Silo.Tests.Kills;

/// <summary>Signals on their way to a service that is killed, and their verdicts: what an outbox would keep. Files, each of them written whole.</summary>
internal sealed class SignalFolder
{
    private readonly string _signals;
    private readonly string _verdicts;

    public SignalFolder(string folder)
    {
        Data = Path.Combine(folder, "data");
        (_signals, _verdicts) = (Path.Combine(folder, "signals"), Path.Combine(folder, "verdicts"));
        Directory.CreateDirectory(_signals);
        Directory.CreateDirectory(_verdicts);
        BotFile = Path.Combine(folder, "bot");
    }

    /// <summary>Data of the service.</summary>
    public string Data { get; }

    /// <summary>Holds the bot's address, user and password, a line each.</summary>
    public string BotFile { get; }

    /// <summary>Signals without a verdict.</summary>
    public IReadOnlyList<Signal> Waiting =>
        [.. Directory.GetFiles(_signals, "*.json").Order(StringComparer.Ordinal).Select(static path => JsonSerializer.Deserialize<Signal>(File.ReadAllText(path))!).Where(signal => VerdictOf(signal.Id) is null)];

    public void Give(Signal signal) => Write(_signals, $"{signal.Id}.json", JsonSerializer.Serialize(signal));

    public void Judge(SignalRecord record) => Write(_verdicts, record.Signal.Id, $"{record.Outcome}");

    public string? VerdictOf(string id)
    {
        var path = Path.Combine(_verdicts, id);
        return File.Exists(path) ? File.ReadAllText(path) : null;
    }

    private static void Write(string folder, string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path + ".part", text);
        File.Move(path + ".part", path, overwrite: true);
    }
}
