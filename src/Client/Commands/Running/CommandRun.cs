using System.CommandLine;
using SqueezeFlow.Client.Http;
using SqueezeFlow.Client.Terminals;

namespace SqueezeFlow.Client.Commands.Running;

/// <summary>One run of a command.</summary>
/// <param name="Arguments">What the user gave.</param>
/// <param name="Globals">Options that every command takes.</param>
/// <param name="Terminal">Where to write.</param>
internal sealed record CommandRun(ParseResult Arguments, GlobalOptions Globals, Terminal Terminal) : IDisposable
{
    private ServiceClient? _service;

    /// <summary>The service, connected at the first call.</summary>
    public ServiceClient Service => _service ??= Globals.Service(Arguments, Terminal);

    /// <summary>Whether JSON was asked for.</summary>
    public bool IsJson => Arguments.GetValue(Globals.Json);

    /// <summary>Writes the body when JSON was asked for, else what <paramref name="show"/> writes.</summary>
    public int Show<T>(Answer<T> answer, Action<T> show)
    {
        if (IsJson)
        {
            Terminal.Out.WriteLine(answer.Body);
        }
        else
        {
            show(answer.Value);
        }

        return ConsoleExit.Done;
    }

    /// <summary>Writes the body when JSON was asked for, else the words.</summary>
    public int Write(string body, string words)
    {
        if (IsJson)
        {
            Terminal.Out.WriteLine(body);
        }
        else
        {
            Terminal.WriteLine(words);
        }

        return ConsoleExit.Done;
    }

    /// <inheritdoc/>
    public void Dispose() => _service?.Dispose();
}
