using System.Net.Http.Headers;

namespace SqueezeFlow.Execution.Freqtrade.Rest;

/// <summary>A call that can be sent more than once.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path and query below <c>/api/v1/</c>.</param>
/// <param name="Limit">Time until the answer is given up.</param>
/// <param name="Body">JSON body, UTF-8; null for none.</param>
internal sealed record FreqtradeRequest(HttpMethod Method, string Path, TimeSpan Limit, byte[]? Body = null)
{
    /// <summary>First segment of the path: few names, fit for a metric.</summary>
    public string Name
    {
        get
        {
            var end = Path.AsSpan().IndexOfAny('/', '?');
            return end < 0 ? Path : Path[..end];
        }
    }

    public HttpRequestMessage ToMessage(AuthenticationHeaderValue? authorization)
    {
        var message = new HttpRequestMessage(Method, Path);
        message.Headers.Authorization = authorization;
        if (Body is not null)
        {
            message.Content = new ByteArrayContent(Body);
            message.Content.Headers.ContentType = new("application/json");
        }

        return message;
    }
}
